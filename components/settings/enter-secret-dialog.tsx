/** Giving a connector a secret: the one the other system made once it knew the address, or one by name. */
"use client";
import { foreignSecretKinds, type RotateSecretInput } from "#lib/connectors/model";
import type { ServerAction } from "#lib/platform/model";
import { Button } from "../ui/button";
import { FormDialog } from "./form-dialog";
import { SecretChoice, secretIn } from "./secret-choice";

type EnterSecretDialogProps<Made> = {
  connector: {
    id: string;
    name: string;
    kind: (typeof foreignSecretKinds)[number];
    secretName: string | null;
  };
  /** The names of the secrets it could use. */
  secrets: readonly string[];
  enter: ServerAction<RotateSecretInput, Made>;
  onDone: (made: Made) => void;
};

export function EnterSecretDialog<Made>({
  connector: { id, name, kind, secretName },
  secrets,
  enter,
  onDone,
}: EnterSecretDialogProps<Made>) {
  const isForeign = foreignSecretKinds.includes(kind);
  return (
    <FormDialog
      title={`Secret of ${name}`}
      description={
        isForeign
          ? "The other system makes it when you register the webhook path there."
          : "A secret by name is rotated in Settings > Secrets, for everything that uses it. A new one is made here and shown once."
      }
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Secret of ${name}`}>
          Secret
        </Button>
      }
      submit="Save"
      action={enter}
      onDone={onDone}
      read={(text) => ({ id, secret: secretIn(text, "secret") })}
    >
      {(faultOf) => (
        <SecretChoice
          label="Secret"
          name="secret"
          typed={isForeign ? "Enter it here" : "Make a new one"}
          isTyped={isForeign}
          hint="It is stored encrypted and never shown again."
          secrets={secrets}
          before={secretName}
          error={faultOf("secret")}
        />
      )}
    </FormDialog>
  );
}
