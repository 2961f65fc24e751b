/** Deciding on a proposal: shown at once, undone with a sentence when refused, and what was typed is kept. */
"use client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import type {
  Proposals,
  Suggestion,
  SuggestionKind,
  SuggestionStatus,
  Verdict,
} from "#lib/suggestions/model";
import { alternativesOf } from "#lib/suggestions/step";
import type { TicketDetail } from "#lib/tickets/detail";
import type { Ticket, TriageFields } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { usePatchRow } from "../inbox/inbox-rows";
import { queryKeys } from "../live/query-keys";
import { askOnce } from "../once";
import { newestId } from "../ticket/newest-event";
import { type Basis, keepText } from "../ticket/stored-text";
import { zoneHere } from "../ui/zone-here";
import { type Choice, doneWords, stepTaken } from "./decided-words";
import { editPlace, ownPlace, reasonPlace } from "./edit-place";
import { useOfferUndo, useReturn } from "./undo";

const statusAfter = {
  accept: "accepted",
  edit: "edited",
  reject: "rejected",
  hand_over: "handed_over",
} as const satisfies Record<Verdict, SuggestionStatus>;

/** What a decision was about: the step that was taken, or the one that was dismissed; and what is left to take. */
export type Decided = { kind: SuggestionKind; verdict: Verdict; isReplyLeft: boolean };

export type Decide = ReturnType<typeof useDecide>;

/** `onDecided` is called as soon as the decision shows, before the server has answered. */
export function useDecide(onDecided: (decided: Decided) => void) {
  const { actions, me } = useDesk();
  const queryClient = useQueryClient();
  const patchRow = usePatchRow();
  const offerUndo = useOfferUndo();
  const returnTo = useReturn();

  /** `basis`: what an edited text was written on. */
  return async (suggestion: Suggestion, choice: Choice, basis: Basis = {}): Promise<void> => {
    const { id, ticketId } = suggestion;
    const detail = queryClient.getQueryData<TicketDetail>(queryKeys.conversation(ticketId));
    const seenEventId = newestId(detail?.events ?? []);
    const unshow = showDecided(queryClient, suggestion, { status: statusAfter[choice.verdict], by: me.id });
    const isLast = !hasOpen(queryClient, ticketId);
    const unpatch = isLast
      ? patchRow(ticketId, {
          agentState: choice.verdict === "hand_over" ? "handed_over" : "none",
          proposal: null,
        })
      : () => {};
    const { verdict } = choice;
    const isReplyLeft =
      verdict === "reject" && alternativesOf(suggestion).some(({ kind }) => kind === "reply");
    onDecided({ kind: stepTaken(suggestion, choice).kind, verdict, isReplyLeft });
    const seen = suggestion.kind === "triage" && detail ? triageOf(detail.ticket) : undefined;
    const input = { ...choice, suggestionId: id, seenEventId, seen, timeZone: zoneHere() };
    const result = await askOnce(`decide.${id}`, (key) => actions.decide({ ...input, mutationId: key }, key));
    if (result.ok)
      return offerUndo({
        ticketId,
        words: doneWords(suggestion, choice),
        undo: (key) => actions.undoDecision({ decisionId: result.data.id }, key),
      });
    unshow();
    unpatch();
    void queryClient.invalidateQueries({ queryKey: queryKeys.ticket(ticketId) });
    keepTyped(me.id, suggestion, { choice, basis, isOver: result.error.code === "conflict" });
    returnTo(ticketId, {
      title:
        result.error.code === "unreachable"
          ? `Ticket #${ticketId} may not have been decided`
          : `Ticket #${ticketId} was not decided`,
      detail: result.error.message,
    });
  };
}

function triageOf({ queueId, category, service, priority }: Ticket): TriageFields {
  return { queueId, category, service, priority };
}

type Typed = {
  choice: Choice;
  basis: Basis;
  /** The proposal was decided without it: what was typed becomes a message of one's own. */
  isOver: boolean;
};

function keepTyped(userId: string, suggestion: Suggestion, { choice, basis, isOver }: Typed) {
  const { id, ticketId } = suggestion;
  const { finalText, note, alternative } = choice;
  if (finalText) {
    const { kind } = stepTaken(suggestion, choice);
    keepText(userId, isOver ? ownPlace(kind, ticketId) : editPlace(id, alternative), finalText, basis);
  }
  if (note) keepText(userId, isOver ? `note.${ticketId}` : reasonPlace(id), note);
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
