/** What one signs in with beside the password: an authenticator app and passkeys. */
"use client";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { Factors } from "#lib/team/model";
import { Refusal } from "../refusal";
import { AppSetup } from "../sign-in/app-setup";
import { askForProof } from "../sign-in/ask-for-proof";
import { addPasskey, removeApp, removePasskey } from "../sign-in/requests";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { TextField } from "../ui/text-field";

type FactorSettingsProps = {
  factors: Factors;
  /** False where the desk's address is none a passkey can be made for. */
  takesPasskeys: boolean;
};

export function FactorSettings({ factors, takesPasskeys }: FactorSettingsProps) {
  const router = useRouter();
  return (
    <>
      <Section
        title="Authenticator app"
        description="Signing in with your password then asks for a code of your phone as well."
      >
        {!factors.hasPassword ? (
          <p className="text-ink-muted">You sign in elsewhere; a second factor is asked for there.</p>
        ) : factors.hasApp ? (
          <AppRemoval onDone={() => router.refresh()} />
        ) : (
          <AppSetup onDone={() => router.refresh()} />
        )}
      </Section>
      <Section
        title="Passkeys"
        description="A passkey signs you in without a password: unlocked by finger, face or number, it is more than one."
      >
        {takesPasskeys ? (
          <Passkeys passkeys={factors.passkeys} onChange={() => router.refresh()} />
        ) : (
          <p className="text-ink-muted">Passkeys need the desk to have a name: set VIGIL_URL.</p>
        )}
      </Section>
    </>
  );
}

function AppRemoval({ onDone }: { onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setBusy(true);
    const problem = await removeApp(String(new FormData(event.currentTarget).get("password")));
    setBusy(false);
    setRefusal(problem ?? undefined);
    if (problem === null) onDone();
  }
  return (
    <form onSubmit={submit} className="flex max-w-sm flex-col gap-3">
      <p>
        <Badge tone="positive">On</Badge>
      </p>
      <TextField
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      <Refusal>{refusal}</Refusal>
      <div>
        <Button type="submit" busy={busy}>
          Remove the authenticator app
        </Button>
      </div>
    </form>
  );
}

function Passkeys({ passkeys, onChange }: { passkeys: Factors["passkeys"]; onChange: () => void }) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string>();

  async function change(work: () => Promise<string | null>) {
    setBusy(true);
    const problem = await provenly(work);
    setBusy(false);
    setRefusal(problem ?? undefined);
    if (problem === null) onChange();
  }

  return (
    <div className="flex max-w-sm flex-col gap-3">
      {passkeys.length > 0 && (
        <ul className="flex flex-col gap-1">
          {passkeys.map(({ id, name }) => (
            <li key={id} className="flex items-center justify-between gap-3">
              <span className="truncate">{name || "Passkey"}</span>
              <Button
                size="sm"
                variant="ghost"
                disabled={busy}
                onClick={() => change(() => removePasskey(id))}
              >
                Remove<span className="sr-only"> {name || "Passkey"}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const name = String(new FormData(event.currentTarget).get("name"));
          void change(() => addPasskey(name));
        }}
      >
        <TextField
          label="Name of the passkey"
          hint="So that you know it again, for example Work laptop."
          name="name"
          maxLength={60}
          required
        />
        <Refusal>{refusal}</Refusal>
        <div>
          <Button type="submit" busy={busy}>
            Add a passkey
          </Button>
        </div>
      </form>
    </div>
  );
}

/** Tries again once whoever sits here has proven who they are. */
async function provenly(work: () => Promise<string | null>): Promise<string | null> {
  const problem = await work();
  if (!problem?.startsWith("Confirm that it is you")) return problem;
  return (await askForProof()) ? work() : problem;
}
