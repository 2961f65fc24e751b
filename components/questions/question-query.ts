/** The questions of a ticket, kept up to date while an answer grows. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { TicketQuestions } from "#lib/questions/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useQuestions(ticketId: number) {
  return useQuery({
    queryKey: queryKeys.questions(ticketId),
    queryFn: ({ signal }) => fetchJson(TicketQuestions, `/api/tickets/${ticketId}/questions`, {}, signal),
  });
}
