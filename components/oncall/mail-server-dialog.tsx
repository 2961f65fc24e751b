/** The mail server that pages leave by. */
"use client";
import type { ServerAction } from "#lib/platform/model";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";

export type SetMail = ServerAction<{ from: string; url: string; seen: string | null }>;

export function MailServerDialog({ set, from }: { set: SetMail; from: string }) {
  return (
    <FormDialog
      title="Set the mail server"
      trigger={<Button>Set the mail server</Button>}
      description="Its address is sealed and never shown again."
      submit="Save"
      action={set}
      seen={from}
      read={(text, seen) => ({ from: text("from"), url: text("url"), seen: seen || null })}
    >
      {(faultOf) => (
        <>
          <TextField
            label="Sender"
            error={faultOf("from")}
            name="from"
            type="email"
            defaultValue={from}
            required
          />
          <TextField
            label="SMTP address"
            hint="smtps://user:password@mail.example.com:465"
            error={faultOf("url")}
            name="url"
            autoComplete="off"
            required
          />
        </>
      )}
    </FormDialog>
  );
}
