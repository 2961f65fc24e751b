/** Reads of what an incident's customers are told; what happens to the incident refreshes them through the stream. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { MajorDetail, MajorOfTicket } from "#lib/major/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useMajor(incidentId: number) {
  return useQuery({
    queryKey: [...queryKeys.incidents, incidentId, "major"],
    queryFn: ({ signal }) => fetchJson(MajorDetail, `/api/incidents/${incidentId}/major`, {}, signal),
  });
}

/** The major incident a ticket belongs to or looks as if it did; null for none. */
export function useMajorOf(ticketId: number) {
  return useQuery({
    queryKey: [...queryKeys.incidents, "major-of", ticketId],
    queryFn: ({ signal }) =>
      fetchJson(MajorOfTicket.nullable(), "/api/incidents/major-of-ticket", { ticketId }, signal),
  });
}
