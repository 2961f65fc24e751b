/** Asks for a dry run of an action on a ticket, and keeps what it said. */
"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ActionRun, type PrepareRunInput } from "#lib/remediation/model";
import { postJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { useKeepRun } from "./run-query";

export function useDryRun() {
  const keep = useKeepRun();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: PrepareRunInput) => postJson(ActionRun, "/api/runs", input),
    onSuccess: (run) => {
      keep(run);
      // It takes the place of an earlier one, and is no change that the stream would tell of.
      return queryClient.invalidateQueries({ queryKey: queryKeys.runs(run.ticketId) });
    },
  });
}
