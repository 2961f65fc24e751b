/** Reads a long ticket's points. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { TicketSummary } from "#lib/questions/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useSummary(ticketId: number) {
  return useQuery({
    queryKey: queryKeys.summary(ticketId),
    queryFn: ({ signal }) => fetchJson(TicketSummary, `/api/tickets/${ticketId}/summary`, {}, signal),
  });
}
