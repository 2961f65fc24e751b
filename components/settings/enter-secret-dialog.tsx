/** Giving a connector the secret that the other system made once it knew the address. */
"use client";
import type { RotateSecretInput } from "#lib/connectors/model";
import type { ActionResult } from "#lib/platform/model";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { FormDialog } from "./form-dialog";

type EnterSecretDialogProps = {
  connector: { id: string; name: string };
  enter: (input: RotateSecretInput) => Promise<ActionResult<unknown>>;
};

export function EnterSecretDialog({ connector, enter }: EnterSecretDialogProps) {
  return (
    <FormDialog
      title={`Secret of ${connector.name}`}
      description="The other system makes it when you register the webhook path there."
      trigger={
        <Button size="sm" variant="ghost">
          Enter secret
        </Button>
      }
      submit="Save"
      action={enter}
      read={(text) => ({ id: connector.id, secret: text("secret") })}
    >
      {(faultOf) => (
        <TextField
          label="Secret"
          error={faultOf("secret")}
          name="secret"
          className="font-mono"
          autoComplete="off"
          type="password"
          required
        />
      )}
    </FormDialog>
  );
}
