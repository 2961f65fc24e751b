/** Merging customers from a ticket, and taking it back: at once by the notice, later on the card. */
"use client";
import { isolated } from "#lib/platform/direction/rules";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { useOfferUndo } from "../proposal/undo";
import { useAction } from "../use-action";

export function useMerge(ticketId: number, onDone: () => void) {
  const { actions } = useDesk();
  const offerUndo = useOfferUndo();
  return useAction(`merge.${ticketId}`, actions.mergeCustomers, ({ into, from }) => {
    onDone();
    offerUndo({
      ticketId,
      words: `${isolated(from.name)} merged with ${isolated(into.name)}`,
      undo: (key) => actions.undoMerge({ customerId: from.id }, key),
    });
  });
}

export function useUndoMerge() {
  const { actions } = useDesk();
  return useAction("merge.undo", actions.undoMerge, ({ into, from }) =>
    announce(`${isolated(from.name)} and ${isolated(into.name)} are two customers again.`),
  );
}
