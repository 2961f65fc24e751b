/** Reads of the scenarios page: the list, asked for again while a run is awaited, and a draft made of a ticket. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { SavedScenario, Scenario } from "#lib/scenarios/model";
import { fetchJson } from "../live/fetch-json";

export const scenariosKey = ["scenarios"] as const;

/** Milliseconds between two looks at a run. */
const whileRunning = 1_000;

/** `initial` is what the page was rendered with. */
export function useScenarios(initial: SavedScenario[]) {
  return useQuery({
    queryKey: scenariosKey,
    queryFn: ({ signal }) => fetchJson(z.array(SavedScenario), "/api/scenarios", {}, signal),
    initialData: initial,
    refetchInterval: ({ state }) => (state.data?.some(({ isRunning }) => isRunning) ? whileRunning : false),
  });
}

/** A scenario made of a ticket; rejects with the server's sentence. */
export function draftOf(ticketId: number): Promise<Scenario> {
  return fetchJson(Scenario, "/api/scenarios/draft", { ticket: ticketId });
}
