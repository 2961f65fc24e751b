/** The mail server that pages leave by. */
"use client";
import type { ActionResult } from "#lib/platform/model";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

export type SetMail = (input: { from: string; url: string }) => Promise<ActionResult<unknown>>;

export function MailServerDialog({ set, from }: { set: SetMail; from: string }) {
  return (
    <FormDialog
      title="Set the mail server"
      trigger={<Button>Set the mail server</Button>}
      description="Its address is sealed and never shown again."
      submit="Save"
      action={set}
      read={(text) => ({ from: text("from"), url: text("url") })}
    >
      {(faultOf) => (
        <>
          <Field label="Sender" error={faultOf("from")}>
            {(control) => <Input {...control} name="from" type="email" defaultValue={from} required />}
          </Field>
          <Field
            label="SMTP address"
            hint="smtps://user:password@mail.example.com:465"
            error={faultOf("url")}
          >
            {(control) => <Input {...control} name="url" autoComplete="off" required />}
          </Field>
        </>
      )}
    </FormDialog>
  );
}
