/** Lets this browser take messages, also while no page of the desk is open. */
"use client";
import { useEffect, useState } from "react";
import { Refusal } from "../refusal";
import { browserName } from "../settings/browser-name";
import { Button } from "../ui/button";
import { useAction } from "../use-action";
import type { AddChannel } from "./add-channel-dialog";

const workerPath = "/notifications.js";

export function PushButton({ pushKey, add }: { pushKey: string; add: AddChannel }) {
  const [canPush, setCanPush] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { run, busy, refusal } = useAction("push-button", add);
  useEffect(() => setCanPush("serviceWorker" in navigator && "PushManager" in window), []);
  if (!canPush) return null;
  async function subscribe() {
    setProblem(undefined);
    if ((await Notification.requestPermission()) !== "granted")
      return setProblem("This browser was told not to show messages of this desk.");
    try {
      const worker = await navigator.serviceWorker.register(workerPath);
      await navigator.serviceWorker.ready;
      const subscription = await worker.pushManager.subscribe({
        userVisibleOnly: true,
        applicationServerKey: pushKey,
      });
      const label = browserName(navigator.userAgent);
      run({ kind: "push", label, target: JSON.stringify(subscription.toJSON()) });
    } catch {
      setProblem("This browser's push service cannot be reached.");
    }
  }
  return (
    <>
      {/* It comes once the browser is known: on a phone, where the row starts at the left, it takes nobody's place. */}
      <Button className="phone:order-last" busy={busy} onClick={() => void subscribe()}>
        Use this browser
      </Button>
      <Refusal>{problem ?? refusal}</Refusal>
    </>
  );
}
