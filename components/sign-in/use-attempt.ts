/** Something asked of the sign-in endpoints: whether it is under way, and why it did not work. */
"use client";
import { useState } from "react";
import type { Answer } from "./requests";

/**
 * `busy` names the attempt that is under way, of those a form has. It stays busy while `onDone` runs: whoever leaves the page
 * with it cannot ask twice. `sentBack` is a refusal that was there before anything was tried.
 */
export function useAttempt<What extends string>(sentBack?: string) {
  const [busy, setBusy] = useState<What>();
  const [refusal, setRefusal] = useState(sentBack);
  async function attempt<Data>(
    what: What,
    ask: () => Promise<Answer<Data>>,
    onDone: (data: Data) => unknown,
  ): Promise<void> {
    setBusy(what);
    const answer = await ask();
    setRefusal("refusal" in answer ? answer.refusal : undefined);
    if ("data" in answer) await onDone(answer.data);
    setBusy(undefined);
  }
  return { busy, refusal, attempt, forget: () => setRefusal(undefined) };
}

/** Goes there by a whole page load, so that nothing of an earlier session stays in memory; nothing comes after it. */
export function leaveFor(path: string): Promise<never> {
  window.location.assign(path);
  return new Promise(() => {});
}
