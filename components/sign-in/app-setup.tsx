/** Setting up an authenticator app: the password, the picture to scan, the first code, the recovery codes. */
"use client";
import { useState } from "react";
import { SaveForm } from "../save-form";
import { Button } from "../ui/button";
import { CodeBlock } from "../ui/code-block";
import { QrCode } from "../ui/qr-code";
import { TextField } from "../ui/text-field";
import { CurrentPassword } from "./current-password";
import { beginApp, confirmApp, type AppSetup as Setup } from "./requests";
import { useAttempt } from "./use-attempt";

export function AppSetup({ onDone }: { onDone: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const { busy, refusal, attempt } = useAttempt<"setup">();

  function send(form: FormData) {
    const text = (name: string) => String(form.get(name));
    if (setup) {
      void attempt(
        "setup",
        () => confirmApp(text("code").trim()),
        () => setConfirmed(true),
      );
    } else void attempt("setup", () => beginApp(text("password")), setSetup);
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
    <SaveForm
      className="max-w-sm"
      busy={busy !== undefined}
      refusal={refusal}
      submit={setup ? "Confirm" : "Set up an authenticator app"}
      onSave={send}
    >
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
        <CurrentPassword label="Your password" />
      )}
    </SaveForm>
  );
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get("secret") ?? "";
}
