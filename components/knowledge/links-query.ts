/** Reads the links in a ticket's messages to hosts the team trusts. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { TicketLinks } from "#lib/knowledge/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useLinksOf(ticketId: number) {
  return useQuery({
    queryKey: queryKeys.links(ticketId),
    queryFn: ({ signal }) => fetchJson(TicketLinks, `/api/tickets/${ticketId}/links`, {}, signal),
  });
}
