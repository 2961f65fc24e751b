/** Reads of one ticket: its conversation, and the agent's side of it; neighbours are fetched before they are opened. */
"use client";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Proposals } from "#lib/suggestions/model";
import { TicketDetail } from "#lib/tickets/detail";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function conversationQuery(ticketId: number) {
  return queryOptions({
    queryKey: queryKeys.conversation(ticketId),
    queryFn: ({ signal }) => fetchJson(TicketDetail, `/api/tickets/${ticketId}`, {}, signal),
  });
}

export function proposalsQuery(ticketId: number) {
  return queryOptions({
    queryKey: queryKeys.proposals(ticketId),
    queryFn: ({ signal }) => fetchJson(Proposals, `/api/tickets/${ticketId}/proposals`, {}, signal),
  });
}

export function useConversation(ticketId: number) {
  return useQuery(conversationQuery(ticketId));
}

export function useProposals(ticketId: number) {
  return useQuery(proposalsQuery(ticketId));
}

/** Fetches tickets that will probably be opened next, once the reader has stopped moving. */
export function usePrefetch(ticketIds: readonly number[]) {
  const queryClient = useQueryClient();
  const wanted = ticketIds.join(",");
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const id of wanted.split(",").filter(Boolean).map(Number)) {
        void queryClient.prefetchQuery(conversationQuery(id));
        void queryClient.prefetchQuery(proposalsQuery(id));
      }
    }, 150);
    return () => clearTimeout(timer);
  }, [queryClient, wanted]);
}
