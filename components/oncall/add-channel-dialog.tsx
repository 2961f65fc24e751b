/** Adding a way to be reached. */
"use client";
import { useState } from "react";
import type { ChannelKind } from "#lib/oncall/paging/model";
import type { ServerAction } from "#lib/platform/model";
import { FormDialog } from "../settings/form-dialog";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { channelWords } from "./oncall-words";

export type AddChannel = ServerAction<
  {
    kind: ChannelKind;
    label: string;
    target: string;
  },
  { id: number; secret: string | null }
>;

type AddChannelDialogProps = { add: AddChannel; hasMail: boolean; onSecret: (secret: string) => void };

const kinds = (["email", "slack", "webhook"] as const).map((value) => ({
  value,
  label: channelWords[value],
}));
const targets = {
  email: { label: "Email address", hint: "" },
  slack: { label: "Incoming webhook", hint: "Of Slack, Mattermost or what speaks like them." },
  webhook: { label: "Address", hint: "Gets each page as signed JSON." },
} as const;

export function AddChannelDialog({ add, hasMail, onSecret }: AddChannelDialogProps) {
  const [kind, setKind] = useState<(typeof kinds)[number]["value"]>("email");
  const { label, hint } = targets[kind];
  return (
    <FormDialog
      title="Add a channel"
      submit="Add"
      action={add}
      onDone={({ secret }) => secret && onSecret(secret)}
      read={(text) => ({ kind, label: text("label"), target: text("target") })}
    >
      {(faultOf) => (
        <>
          <SelectField
            label="Kind"
            hint={
              kind === "email" && !hasMail ? "An administrator must set up a mail server first." : undefined
            }
            options={kinds}
            value={kind}
            onValueChange={setKind}
          />
          <TextField
            label="Name"
            error={faultOf("label")}
            name="label"
            placeholder="Work, phone, pager…"
            required
          />
          <TextField
            label={label}
            hint={hint || undefined}
            error={faultOf("target")}
            name="target"
            type={kind === "email" ? "email" : "url"}
            autoComplete="off"
            required
          />
        </>
      )}
    </FormDialog>
  );
}
