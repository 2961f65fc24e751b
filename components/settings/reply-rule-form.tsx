/** Whether whoever answers a ticket has it from then on. */
"use client";
import type { ServerAction } from "#lib/platform/model";
import { type DeskReply, replyAssignments } from "#lib/settings/model";
import { Refusal } from "../refusal";
import { PageHeader } from "../ui/page-header";
import { SelectField } from "../ui/select-field";
import { useAction } from "../use-action";

const ruleNames = {
  unassigned: "If nobody has the ticket",
  always: "Always",
  never: "Never",
} as const satisfies Record<(typeof replyAssignments)[number], string>;

type ReplyRuleFormProps = {
  rule: DeskReply;
  write: ServerAction<{ key: "desk.reply"; value: DeskReply; seen: DeskReply }>;
};

export function ReplyRuleForm({ rule, write }: ReplyRuleFormProps) {
  const { run, refusal } = useAction(null, write);
  return (
    <>
      <PageHeader title="Inbox" description="How tickets move when somebody works on them." />
      <div className="max-w-md">
        <SelectField
          label="Assign a ticket to whoever replies"
          hint="A reply that is withdrawn gives the ticket back."
          value={rule.assign}
          onValueChange={(assign) => run({ key: "desk.reply", value: { assign }, seen: rule })}
          options={replyAssignments.map((value) => ({ value, label: ruleNames[value] }))}
        />
        <Refusal>{refusal}</Refusal>
      </div>
    </>
  );
}
