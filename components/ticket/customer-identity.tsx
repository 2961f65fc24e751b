/** On the customer's card: who was merged into it, with the way back, who has the same verified address, and the way to merge. */
"use client";
import { useState } from "react";
import type { CustomerMatch } from "#lib/customers/model";
import { roleMay } from "#lib/platform/rules";
import type { Customer } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { RelativeTime } from "../ui/relative-time";
import { useCustomerLinks } from "./customer-query";
import { MergeDialog } from "./merge-dialog";
import { useUndoMerge } from "./use-merge";

type CustomerIdentityProps = { ticketId: number; customer: Customer };

export function CustomerIdentity({ ticketId, customer }: CustomerIdentityProps) {
  const { me } = useDesk();
  const mayMerge = roleMay(me.role, "ticket.write");
  const [isOpen, setIsOpen] = useState(false);
  const [offered, setOffered] = useState<CustomerMatch>();
  const { data, isPending } = useCustomerLinks(ticketId, customer.id);
  const undo = useUndoMerge();
  function open(match: CustomerMatch | undefined) {
    setOffered(match);
    setIsOpen(true);
  }
  // The lines of the merged ones stand above the button: they come together.
  if (isPending) return null;
  return (
    <div className="mt-2 flex flex-col gap-1">
      {data?.mergedFrom.map((merged) => (
        <div key={merged.id} className="flex flex-wrap items-center gap-x-2 text-ink-muted">
          <span className="min-w-0 wrap-anywhere">
            Merged from <bdi>{merged.name}</bdi>
            {merged.email && (
              <>
                {" "}
                (<bdi>{merged.email}</bdi>)
              </>
            )}{" "}
            by <bdi>{merged.mergedBy}</bdi>, <RelativeTime time={merged.mergedAt} />
          </span>
          {mayMerge && (
            <Button
              size="sm"
              variant="ghost"
              busy={undo.busy}
              aria-label={`Undo the merge of ${merged.name}`}
              onClick={() => undo.run({ customerId: merged.id })}
            >
              Undo
            </Button>
          )}
        </div>
      ))}
      <Refusal>{undo.refusal}</Refusal>
      {mayMerge &&
        data?.sameAddress.map((match) => (
          <div key={match.id} className="flex flex-wrap items-center gap-x-2 text-ink-muted">
            <span className="min-w-0 wrap-anywhere">
              Same address as <bdi>{match.name}</bdi>
            </span>
            <Button size="sm" aria-label={`Merge with ${match.name}`} onClick={() => open(match)}>
              Merge
            </Button>
          </div>
        ))}
      {mayMerge && (
        <Button
          size="sm"
          variant="ghost"
          className="-ml-2 self-start"
          aria-haspopup="dialog"
          onClick={() => open(undefined)}
        >
          Merge with…
        </Button>
      )}
      <MergeDialog
        ticketId={ticketId}
        customer={customer}
        offered={offered}
        open={isOpen}
        onOpenChange={setIsOpen}
      />
    </div>
  );
}
