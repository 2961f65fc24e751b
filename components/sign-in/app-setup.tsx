/** Setting up an authenticator app: the password, the picture to scan, the first code, the recovery codes. */
"use client";
import { type FormEvent, useState } from "react";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { QrCode } from "../ui/qr-code";
import { TextField } from "../ui/text-field";
import { beginApp, confirmApp, type AppSetup as Setup } from "./requests";

export function AppSetup({ onDone }: { onDone: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setRefusal(setup ? await confirm(String(form.get("code"))) : await begin(String(form.get("password"))));
    setBusy(false);
  }

  async function begin(password: string): Promise<string | undefined> {
    const begun = await beginApp(password);
    if ("refusal" in begun) return begun.refusal;
    setSetup(begun);
    return undefined;
  }

  async function confirm(code: string): Promise<string | undefined> {
    const problem = await confirmApp(code.trim());
    if (problem === null) setConfirmed(true);
    return problem ?? undefined;
  }

  if (setup && isConfirmed)
    return (
      <div className="flex max-w-sm flex-col gap-3">
        <p role="status">
          The authenticator app is set up. Keep these recovery codes where you find them without your phone:
          each opens the desk once.
        </p>
        <CodeBlock code={setup.backupCodes.join("\n")} label="Recovery codes" />
        <div>
          <Button variant="primary" onClick={onDone}>
            I have kept them
          </Button>
        </div>
      </div>
    );
  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-3">
      {setup ? (
        <>
          <p>Scan this with your authenticator app, or enter its secret there.</p>
          <QrCode text={setup.totpURI} label="Picture to scan with an authenticator app" />
          <CodeBlock code={secretOf(setup.totpURI)} label="Secret" wrap />
          <TextField
            label="Code"
            hint="Six digits, from the app."
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            className="font-mono"
            required
          />
        </>
      ) : (
        <TextField
          label="Your password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
        />
      )}
      <Refusal>{refusal}</Refusal>
      <div>
        <Button type="submit" busy={busy}>
          {setup ? "Confirm" : "Set up an authenticator app"}
        </Button>
      </div>
    </form>
  );
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get("secret") ?? "";
}
