/** Proposed triage as the fields it would change, one key to take it. */
"use client";
import { ArrowRight } from "lucide-react";
import type { Suggestion } from "#lib/suggestions/model";
import { roleMay } from "#lib/team/model";
import type { Ticket, TriageFields } from "#lib/tickets/model";
import { useDesk, useQueueName } from "../inbox/desk-context";
import { KindIcon } from "../inbox/kind-icon";
import { priorityWords } from "../inbox/ticket-words";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import type { Choice } from "./use-decide";

type TriageStripProps = {
  suggestion: Suggestion;
  ticket: Ticket | undefined;
  /** No other proposal waits: `a` and `d` are free for this one. */
  isAlone: boolean;
  onDecide: (suggestion: Suggestion, choice: Choice) => void;
};

export function TriageStrip({ suggestion, ticket, isAlone, onDecide }: TriageStripProps) {
  const { me } = useDesk();
  const changes = useChanges(suggestion.payload.triage ?? {}, ticket);
  const mayDecide = roleMay(me.role, "suggestion.decide");
  const take = () => onDecide(suggestion, { verdict: "accept" });
  const drop = () => onDecide(suggestion, { verdict: "reject", reason: "wrong" });
  useShortcut("proposal.acceptTriage", take, { enabled: mayDecide });
  useShortcut("proposal.accept", take, { enabled: mayDecide && isAlone });
  useShortcut("proposal.reject", drop, { enabled: mayDecide && isAlone });
  return (
    <section
      aria-label="Proposal: Triage"
      title={suggestion.why}
      className="mx-3 mb-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-lg border border-line px-3 py-1 phone:mx-2"
    >
      <KindIcon kind="triage" className="size-4 shrink-0 text-accent-ink" />
      <dl className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1 phone:basis-3/4">
        {changes.map(({ name, from, to }) => (
          <div key={name} className="flex items-center gap-1.5">
            <dt className="text-ink-faint">{name}</dt>
            <dd className="flex items-center gap-1">
              <span className="text-ink-faint line-through">{from}</span>
              <ArrowRight aria-label="to" className="size-3 text-ink-faint" />
              <span className="font-medium">{to}</span>
            </dd>
          </div>
        ))}
      </dl>
      <span className="text-sm text-ink-faint tabular-nums phone:hidden">
        {Math.round(suggestion.confidence * 100)}%
      </span>
      {mayDecide && (
        <span className="flex gap-1 phone:basis-full phone:[&>*]:flex-1">
          <Button size="sm" keys={keysOf("proposal.acceptTriage")} onClick={take}>
            Set
          </Button>
          <Button size="sm" variant="ghost" onClick={drop}>
            Dismiss
          </Button>
        </span>
      )}
    </section>
  );
}

type FieldChange = { name: string; from: string; to: string };

function useChanges(fields: TriageFields, ticket: Ticket | undefined): FieldChange[] {
  const queueName = useQueueName();
  const changes: (FieldChange | null)[] = [
    fields.queueId === undefined
      ? null
      : { name: "Queue", from: queueName(ticket?.queueId ?? null), to: queueName(fields.queueId) },
    fields.priority === undefined
      ? null
      : {
          name: "Priority",
          from: ticket ? priorityWords[ticket.priority] : "",
          to: priorityWords[fields.priority],
        },
    fields.category === undefined
      ? null
      : { name: "Category", from: ticket?.category ?? "none", to: fields.category ?? "none" },
    fields.service === undefined
      ? null
      : { name: "Service", from: ticket?.service ?? "none", to: fields.service ?? "none" },
  ];
  return changes.flatMap((change) => (change && change.from !== change.to ? [change] : []));
}
