/** Deciding on a proposal: shown at once, undone with a sentence when refused, and what was typed is kept. */
"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import {
  type Alternative,
  type DecideInput,
  type Proposals,
  rejectReasons,
  type Suggestion,
  type SuggestionKind,
  type SuggestionStatus,
  type Verdict,
} from "#lib/suggestions/model";
import { useDesk } from "../inbox/desk-context";
import { usePatchRow } from "../inbox/inbox-rows";
import { kindWords } from "../inbox/ticket-words";
import { announce } from "../live/announcer";
import { queryKeys } from "../live/query-keys";
import { keepText } from "../ticket/stored-text";
import { notify } from "../ui/toast";
import { useOfferUndo } from "./undo";

export type Choice = Omit<DecideInput, "suggestionId" | "mutationId">;

const statusAfter = {
  accept: "accepted",
  edit: "edited",
  reject: "rejected",
  hand_over: "handed_over",
} as const satisfies Record<Verdict, SuggestionStatus>;

/** What a decision was about: the step that was taken, or the one that was dismissed. */
export type Decided = { kind: SuggestionKind; verdict: Verdict };

/** `onDecided` is called as soon as the decision shows, before the server has answered. */
export function useDecide(onDecided: (decided: Decided) => void) {
  const { actions, me } = useDesk();
  const queryClient = useQueryClient();
  const patchRow = usePatchRow();
  const offerUndo = useOfferUndo();

  return async (suggestion: Suggestion, choice: Choice): Promise<void> => {
    const { id, ticketId } = suggestion;
    const unshow = showDecided(queryClient, suggestion, { status: statusAfter[choice.verdict], by: me.id });
    const isLast = !hasOpen(queryClient, ticketId);
    const unpatch = isLast
      ? patchRow(ticketId, {
          agentState: choice.verdict === "hand_over" ? "handed_over" : "none",
          proposal: null,
        })
      : () => {};
    onDecided({ kind: stepTaken(suggestion, choice).kind, verdict: choice.verdict });
    const result = await actions
      .decide({ ...choice, suggestionId: id, mutationId: makeMutationId() })
      .catch(() => null);
    if (result?.ok)
      return offerUndo({
        ticketId,
        words: doneWords(suggestion, choice),
        undo: () => actions.undoDecision({ decisionId: result.data.id }),
      });
    unshow();
    unpatch();
    void queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
    if (choice.finalText && choice.finalText !== suggestion.text)
      keepText(me.id, `reply.${ticketId}`, choice.finalText);
    const detail =
      result?.error.message ?? "Vigil cannot be reached. Your text is kept; decide again in a moment.";
    announce(detail);
    notify({ title: `Ticket #${ticketId} was not decided`, detail, tone: "critical" });
  };
}

/** Shows the decision in the cache; returns how to take it back. */
function showDecided(
  queryClient: QueryClient,
  { id, ticketId }: Suggestion,
  { status, by }: { status: SuggestionStatus; by: string },
) {
  const key = queryKeys.proposals(ticketId);
  const before = queryClient.getQueryData<Proposals>(key);
  queryClient.setQueryData<Proposals>(
    key,
    (data) =>
      data && {
        ...data,
        suggestions: data.suggestions.map((one) =>
          one.id === id ? { ...one, status, decidedAt: new Date(), decidedBy: by } : one,
        ),
      },
  );
  return () => queryClient.setQueryData(key, before);
}

function hasOpen(queryClient: QueryClient, ticketId: number): boolean {
  const known = queryClient.getQueryData<Proposals>(queryKeys.proposals(ticketId));
  return known?.suggestions.some(({ status }) => status === "open") ?? false;
}

/** Makes a repeated click or a retried request count once. `randomUUID` is missing on plain http. */
function makeMutationId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
}

/** The step that is taken: that of the card, or the other one chosen on it. */
function stepTaken(
  { kind, payload }: Suggestion,
  { alternative }: Choice,
): Pick<Alternative, "call"> & { kind: SuggestionKind } {
  return payload.alternatives?.[alternative ?? -1] ?? { kind, call: payload.call };
}

function doneWords(suggestion: Suggestion, choice: Choice): string {
  const { verdict, reason } = choice;
  const { kind, call } = stepTaken(suggestion, choice);
  const what = `#${suggestion.ticketId}`;
  if (kind === "triage") return `${what}: triage ${verdict === "reject" ? "dismissed" : "applied"}`;
  switch (verdict) {
    case "reject":
      return `${what} rejected${reason ? `: ${rejectReasons[reason].label.toLowerCase()}` : ""}`;
    case "hand_over":
      return `${what} escalated`;
    case "accept":
    case "edit":
      if (kind === "reply" || kind === "follow_up") return `Reply to ${what} is on its way`;
      if (kind === "escalation") return `${what} escalated`;
      if (call?.byHand) return `${what}: look it up, then record the result`;
      return `${what}: ${kindWords[kind].toLowerCase()} accepted`;
  }
}
