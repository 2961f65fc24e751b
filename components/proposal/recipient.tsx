/** Who goes on with a ticket that is handed over: a colleague, or whoever takes it from a queue. */
"use client";
import { useEffect, useRef } from "react";
import { roleMay } from "#lib/platform/rules";
import type { Recipient } from "#lib/suggestions/model";
import type { Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { Select } from "../ui/select";

type RecipientFieldProps = {
  ticket: Ticket | undefined;
  chosen: Recipient | undefined;
  onChoose: (recipient: Recipient) => void;
};

export function RecipientField({ ticket, chosen, onChoose }: RecipientFieldProps) {
  const { people, queues } = useDesk();
  const options = [
    ...queues.map(({ id, name }) => ({ value: `queue ${id}`, label: `Queue: ${name}` })),
    ...people
      .filter(({ id, role }) => id !== ticket?.assigneeId && roleMay(role, "ticket.write"))
      .map(({ id, name }) => ({ value: `person ${id}`, label: name })),
  ];
  const own = ticket?.queueId ? `queue ${ticket.queueId}` : undefined;
  const value = chosen ? `${chosen.kind} ${chosen.id}` : own;
  return (
    <div className="flex min-w-0 items-center gap-2">
      <span aria-hidden className="shrink-0 text-ink-muted">
        To
      </span>
      <Select
        aria-label="Escalate to"
        className="h-7 max-w-72 min-w-40"
        placeholder="The team"
        value={value ?? ""}
        onValueChange={(next) => {
          const [kind, id = ""] = next.split(" ");
          onChoose(kind === "person" ? { kind, id } : { kind: "queue", id: Number(id) });
        }}
        options={options}
      />
    </div>
  );
}

type HandOverProps = RecipientFieldProps & { onConfirm: () => void; onCancel: () => void };

/** Asks who goes on, in place of the card's other decisions. */
export function HandOver({ onConfirm, onCancel, ...field }: HandOverProps) {
  const panel = useRef<HTMLFieldSetElement>(null);
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  useShortcut("proposal.accept", onConfirm);
  useShortcut("view.back", onCancel);
  return (
    <fieldset
      ref={panel}
      tabIndex={-1}
      aria-label="Escalate"
      className="flex min-w-0 animate-fade flex-wrap items-center gap-2 outline-none"
    >
      <Button data-decides variant="primary" keys={keysOf("proposal.accept")} onClick={onConfirm}>
        Escalate
      </Button>
      <RecipientField {...field} />
      <Button variant="ghost" keys="Escape" onClick={onCancel} className="ml-auto">
        Keep it
      </Button>
    </fieldset>
  );
}
