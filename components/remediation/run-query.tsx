/** Reads of actions: the catalogue, and the runs on a ticket, which follow everything that happens there. */
"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { Action } from "#lib/remediation/catalogue/model";
import { ActionRun } from "#lib/remediation/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

/** The runs on a ticket, oldest first. */
export function useRuns(ticketId: number) {
  return useQuery({
    queryKey: queryKeys.runs(ticketId),
    queryFn: ({ signal }) => fetchJson(z.array(ActionRun), `/api/tickets/${ticketId}/runs`, {}, signal),
  });
}

/** The catalogue, asked for once it is needed. */
export function useCatalogue(isWanted = true) {
  return useQuery({
    queryKey: queryKeys.actions,
    queryFn: ({ signal }) => fetchJson(z.array(Action), "/api/actions", {}, signal),
    enabled: isWanted,
  });
}

/** Puts a run that was just made or decided into the cache, before the ticket's change arrives. */
export function useKeepRun(): (run: ActionRun) => void {
  const queryClient = useQueryClient();
  return (run) => {
    queryClient.setQueryData<ActionRun[]>(queryKeys.runs(run.ticketId), (before = []) => [
      ...before.filter(({ id }) => id !== run.id),
      run,
    ]);
  };
}
