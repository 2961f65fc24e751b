/** Merging customers from a ticket, and taking it back: at once by the notice, later on the card. */
"use client";
import { useQueryClient } from "@tanstack/react-query";
import { useDesk } from "../inbox/desk-context";
import { announce } from "../live/announcer";
import { listKey, queryKeys } from "../live/query-keys";
import { useOfferUndo } from "../proposal/undo";
import { useAction } from "../use-action";

/** Other tickets hear of it by the feed; this one, and the list beside it, at once. */
function useRefresh(ticketId: number) {
  const queryClient = useQueryClient();
  return () => {
    void queryClient.invalidateQueries({ queryKey: listKey });
    return queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
  };
}

export function useMerge(ticketId: number, onDone: () => void) {
  const { actions } = useDesk();
  const offerUndo = useOfferUndo();
  const refresh = useRefresh(ticketId);
  return useAction(actions.mergeCustomers, ({ into, from }) => {
    onDone();
    void refresh();
    offerUndo({
      ticketId,
      words: `${from.name} merged with ${into.name}`,
      undo: async () => {
        const result = await actions.undoMerge({ customerId: from.id });
        void refresh();
        return result;
      },
    });
  });
}

export function useUndoMerge(ticketId: number) {
  const { actions } = useDesk();
  const refresh = useRefresh(ticketId);
  return useAction(actions.undoMerge, ({ into, from }) => {
    announce(`${from.name} and ${into.name} are two customers again.`);
    void refresh();
  });
}
