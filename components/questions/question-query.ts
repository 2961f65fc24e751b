/** The questions of a ticket, kept up to date while an answer grows. */
"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { TicketQuestions } from "#lib/questions/model";
import { useDesk } from "../inbox/desk-context";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";

export function useQuestions(ticketId: number) {
  return useQuery({
    queryKey: queryKeys.questions(ticketId),
    queryFn: ({ signal }) => fetchJson(TicketQuestions, `/api/tickets/${ticketId}/questions`, {}, signal),
  });
}

/** Shows a question that was taken in, until the list is read anew: over a slow network that is a while. */
export function useShowAsked(ticketId: number): (id: number, text: string) => void {
  const queryClient = useQueryClient();
  const { me } = useDesk();
  return (id, text) =>
    queryClient.setQueryData<TicketQuestions>(queryKeys.questions(ticketId), (before) => {
      if (!before || before.questions.some((question) => question.id === id)) return before;
      const asked = { id, ticketId, text, status: "waiting", askedBy: me.id, askedAt: new Date() } as const;
      const answer = { statements: [], growing: "", calls: [], engine: null, degraded: null };
      return {
        questions: [...before.questions, { ...asked, ...answer, isHelpful: null, judgedBy: null }],
      };
    });
}
