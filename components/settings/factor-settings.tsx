/** What one signs in with beside the password: an authenticator app and passkeys. */
"use client";
import { useRouter } from "next/navigation";
import type { Factors } from "#lib/team/model";
import { SaveForm } from "../save-form";
import { AppSetup } from "../sign-in/app-setup";
import { askForProof } from "../sign-in/ask-for-proof";
import { CurrentPassword } from "../sign-in/current-password";
import { type Answer, addPasskey, removeApp, removePasskey } from "../sign-in/requests";
import { useAttempt } from "../sign-in/use-attempt";
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
        description={
          factors.hasPassword
            ? "Signing in with your password then asks for a code of your phone as well."
            : "It goes with a password, and you have none here: whoever signs you in asks for a second factor."
        }
      >
        {!factors.hasPassword ? null : factors.hasApp ? (
          <AppRemoval onDone={() => router.refresh()} />
        ) : (
          <AppSetup onDone={() => router.refresh()} />
        )}
      </Section>
      <Section
        title="Passkeys"
        description="A passkey signs you in without a password. You unlock it by fingerprint, face or PIN, so it counts as two factors."
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
  const { busy, refusal, attempt } = useAttempt<"removal">();
  return (
    <SaveForm
      className="max-w-sm"
      busy={busy !== undefined}
      refusal={refusal}
      submit="Remove the authenticator app"
      onSave={(form) => attempt("removal", () => removeApp(String(form.get("password"))), onDone)}
    >
      <p>
        <Badge tone="positive">On</Badge>
      </p>
      <CurrentPassword label="Your password" />
    </SaveForm>
  );
}

function Passkeys({ passkeys, onChange }: { passkeys: Factors["passkeys"]; onChange: () => void }) {
  const { busy, refusal, attempt } = useAttempt<"change">();
  const change = (ask: () => Promise<Answer>) => attempt("change", () => provenly(ask), onChange);
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
                disabled={busy !== undefined}
                onClick={() => change(() => removePasskey(id))}
              >
                Remove<span className="sr-only"> {name || "Passkey"}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SaveForm
        busy={busy !== undefined}
        refusal={refusal}
        submit="Add a passkey"
        onSave={(form) => change(() => addPasskey(String(form.get("name"))))}
      >
        <TextField
          label="Name of the passkey"
          hint="So that you know it again, for example Work laptop."
          name="name"
          maxLength={60}
          required
        />
      </SaveForm>
    </div>
  );
}

/** Asks again once whoever sits here has proven who they are. */
async function provenly(ask: () => Promise<Answer>): Promise<Answer> {
  const answer = await ask();
  if (!("refusal" in answer) || answer.code !== "unproven") return answer;
  return (await askForProof()) ? ask() : answer;
}
