/** Asks for a dry run of an action on a ticket, and keeps what it said. */
"use client";
import { useMutation } from "@tanstack/react-query";
import { ActionRun, type PrepareRunInput } from "#lib/remediation/model";
import { postJson } from "../live/fetch-json";
import { useKeepRun } from "./run-query";

export function useDryRun() {
  const keep = useKeepRun();
  return useMutation({
    mutationFn: (input: PrepareRunInput) => postJson(ActionRun, "/api/runs", input),
    onSuccess: keep,
  });
}
