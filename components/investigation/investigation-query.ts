/** What is known of a case beside its conversation. */
"use client";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { Investigation } from "#lib/investigation/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useInvestigation(ticketId: number) {
  return useQuery(
    queryOptions({
      queryKey: queryKeys.investigation(ticketId),
      queryFn: ({ signal }) => fetchJson(Investigation, `/api/tickets/${ticketId}/investigation`, {}, signal),
    }),
  );
}
