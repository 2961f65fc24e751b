/** Reads of the incident pages; what happens to an incident refreshes them through the stream. */
"use client";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Incident, IncidentDetail, IncidentsPage, type IncidentView } from "#lib/incidents/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useIncidents(view: IncidentView) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.incidents, "list", view],
    queryFn: ({ pageParam, signal }) =>
      fetchJson(IncidentsPage, "/api/incidents", { view, before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  });
}

export function useIncident(id: number) {
  return useQuery({
    queryKey: [...queryKeys.incidents, id],
    queryFn: ({ signal }) => fetchJson(IncidentDetail, `/api/incidents/${id}`, {}, signal),
  });
}

/** The incident a ticket belongs to; null for none. */
export function useIncidentOf(ticketId: number) {
  return useQuery({
    queryKey: [...queryKeys.incidents, "of", ticketId],
    queryFn: ({ signal }) => fetchJson(Incident.nullable(), "/api/incidents/of-ticket", { ticketId }, signal),
  });
}
