/** A ticket typed in by hand, for instance after a phone call: the customer's words become its first message. */
"use client";
import { type FormEvent, useId, useState } from "react";
import { priorities } from "#lib/sla/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { SelectField } from "../ui/select-field";
import { Textarea } from "../ui/textarea";
import { type RunningAction, useAction } from "../use-action";
import { type NewTicket, useDesk } from "./desk-context";
import { useInboxPlace } from "./inbox-filter";
import { priorityWords } from "./ticket-words";

type NewTicketDialogProps = { open: boolean; onOpenChange: (isOpen: boolean) => void };

export function NewTicketDialog({ open, onOpenChange }: NewTicketDialogProps) {
  const formId = useId();
  const { actions } = useDesk();
  const { openTicket } = useInboxPlace();
  const opening = useAction("new-ticket-dialog", actions.openTicket, ({ ticket }) => {
    onOpenChange(false);
    void openTicket(ticket.id, { isStep: true });
  });
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New ticket"
        description="The agent runs on it as on any other ticket."
        footer={
          <>
            <Button onClick={() => onOpenChange(false)}>Cancel</Button>
            <Button variant="primary" type="submit" form={formId} busy={opening.busy}>
              Open ticket
            </Button>
          </>
        }
      >
        <NewTicketForm id={formId} opening={opening} />
      </DialogContent>
    </Dialog>
  );
}

type Opening = RunningAction<NewTicket>;

function NewTicketForm({ id, opening }: { id: string; opening: Opening }) {
  const { queues } = useDesk();
  const { run, refusal, faultOf } = opening;
  const [priority, setPriority] = useState<(typeof priorities)[number]>("normal");
  const [queue, setQueue] = useState("");
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    run({
      subject: text("subject"),
      text: text("text"),
      customer: { name: text("name"), email: text("email") || null, company: text("company") || null },
      priority,
      queueId: queue ? Number(queue) : null,
    });
  }
  return (
    <form id={id} onSubmit={submit} className="grid grid-cols-2 gap-3 phone:grid-cols-1">
      <Field label="Subject" error={faultOf("subject")} className="col-span-full">
        {(control) => <Input {...control} name="subject" required maxLength={500} />}
      </Field>
      <Field label="Customer" error={faultOf("customer.name")}>
        {(control) => <Input {...control} name="name" required autoComplete="off" />}
      </Field>
      <Field label="Email (optional)" error={faultOf("customer.email")}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
      </Field>
      <Field label="Company (optional)" error={faultOf("customer.company")} className="col-span-full">
        {(control) => <Input {...control} name="company" autoComplete="off" />}
      </Field>
      <Field label="Customer message" error={faultOf("text")} className="col-span-full">
        {(control) => <Textarea {...control} name="text" required rows={5} className="max-h-60" />}
      </Field>
      <SelectField
        label="Queue"
        value={queue || "none"}
        onValueChange={(next) => setQueue(next === "none" ? "" : next)}
        options={[
          { value: "none", label: "Proposed by the agent" },
          ...queues.map(({ id: queueId, name }) => ({ value: String(queueId), label: name })),
        ]}
      />
      <SelectField
        label="Priority"
        value={priority}
        onValueChange={setPriority}
        options={priorities.map((value) => ({ value, label: priorityWords[value] }))}
      />
      <div className="col-span-full">
        <Refusal>{refusal}</Refusal>
      </div>
    </form>
  );
}
