/** What stands on the composer: the growing draft, the proposals that wait, or one line that says why there is none. */
"use client";
import { PenLine } from "lucide-react";
import { useEffect, useState } from "react";
import type { AgentRun, Suggestion } from "#lib/suggestions/model";
import type { TimelineEvent } from "#lib/tickets/event";
import { isActive, isMoving, type Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { useLiveDraft } from "../live/live-provider";
import { useColleagues } from "../live/presence";
import { answering, presenceWords } from "../live/presence-words";
import { useScene } from "../shortcuts/provider";
import { useShortcut } from "../shortcuts/use-shortcut";
import { newestId } from "../ticket/newest-event";
import { moveText } from "../ticket/stored-text";
import { useConversation, useProposals } from "../ticket/ticket-query";
import { DraftingCard } from "./drafting-card";
import { editedSteps, ownPlace } from "./edit-place";
import { PastProposal } from "./past-proposal";
import { ProposalCard } from "./proposal-card";
import { AbstentionLine, DecidedLine, RunningLine } from "./run-line";
import { TriageStrip } from "./triage-strip";
import { type Decided, useDecide } from "./use-decide";
import { useHeld } from "./use-held";
import { useKeptRoom } from "./use-kept-room";

type ProposalDockProps = {
  ticketId: number;
  ticket: Ticket | undefined;
  /** The list knows that one waits: its place is kept until it is here. */
  isExpected: boolean;
  onDecided: (decided: Decided) => void;
  /** Somebody writes on a card, or says what was missing; or has stopped. */
  onWriting?: (isWriting: boolean) => void;
};

export function ProposalDock({ ticketId, ticket, isExpected, onDecided, onWriting }: ProposalDockProps) {
  const { data } = useProposals(ticketId);
  const conversation = useConversation(ticketId).data;
  const customer = conversation && (conversation.customer?.name ?? null);
  const draft = useLiveDraft(ticketId);
  const onDecide = useDecide(onDecided);
  const all = data?.suggestions ?? [];
  const shown = all.filter(({ kind }) => kind !== "triage");
  const triages = all.filter((one) => one.kind === "triage");
  const open = shown.find(({ status }) => status === "open");
  const card = useHeld(open, shown);
  const triage = useHeld(
    triages.find(({ status }) => status === "open"),
    triages,
  );
  const runs = data?.agentRuns ?? [];
  const abstention = useHeld(ticket && data && abstentionOf(ticket, shown[0], runs[0]), runs);
  const current = card.shown;
  const isWriting = card.isHeld || abstention.isHeld;
  useEffect(() => onWriting?.(isWriting), [onWriting, isWriting]);
  const past = usePast(shown, current, !isWriting);
  const shownId = useShownId(current, conversation?.events);
  useRescuedEdits(ticketId, shown, card.isHeld ? current?.id : undefined);
  const { me } = useDesk();
  const inSight = [draft && "draft", current?.id, open !== current && open?.id, triage.shown?.id];
  useScene({
    ticketId,
    isLoaded: data !== undefined && conversation !== undefined,
    cards: inSight.filter(Boolean).join(" "),
    newestId: newestOfOthers(conversation?.events ?? [], me.id),
  });

  const stands = [past.shown?.id, draft && "draft", current?.id, abstention.shown?.id, triage.shown?.id];
  const room = useKeptRoom(stands.join(" "));

  return (
    <div
      ref={room}
      className="scroll-region flex min-h-0 flex-col not-short:*:last:mt-auto has-[[data-card]]:min-h-21 has-[[data-editor]]:min-h-56! short:has-[[data-editor]]:min-h-31!"
    >
      <Answering ticketId={ticketId} />
      {triage.shown && (
        <TriageStrip
          key={triage.shown.id}
          suggestion={triage.shown}
          ticket={ticket}
          isAlone={!current && !draft}
          onHold={triage.hold}
          onDecide={onDecide}
        />
      )}
      {past.shown ? (
        <PastProposal suggestion={past.shown} place={past.place} />
      ) : draft && !isWriting ? (
        <DraftingCard draft={draft} />
      ) : current && !abstention.isHeld ? (
        <ProposalCard
          key={current.id}
          suggestion={current}
          run={runs.find(({ id }) => id === current.agentRunId)}
          customer={customer}
          shownId={shownId}
          newer={open === current ? undefined : open}
          onHold={card.hold}
          ticket={ticket}
          onDecide={onDecide}
        />
      ) : abstention.shown ? (
        <AbstentionLine
          key={abstention.shown.id}
          ticketId={ticketId}
          run={abstention.shown}
          withheld={data?.withheld?.agentRunId === abstention.shown.id ? data.withheld.candidates : []}
          hasProposal={open !== undefined}
          onHold={abstention.hold}
        />
      ) : !data ? (
        isExpected && <div aria-hidden className="mx-3 mb-2 h-52 rounded-lg border border-line short:h-28" />
      ) : (
        ticket && <QuietLine ticket={ticket} last={shown[0]} />
      )}
    </div>
  );
}

function newestOfOthers(events: readonly TimelineEvent[], myId: string): number {
  return events.findLast(({ kind, actorId }) => isMoving(kind) && actorId !== myId)?.id ?? 0;
}

/** The agent run that ended in abstention, when that is the last that came of it. */
function abstentionOf(
  ticket: Ticket,
  last: Suggestion | undefined,
  run: AgentRun | undefined,
): AgentRun | undefined {
  if (ticket.agentState === "running" || !isActive(ticket.status)) return undefined;
  const isAbstention = run?.outcome === "abstained" || run?.outcome === "failed";
  return isAbstention && (!last || run.id > last.agentRunId) ? run : undefined;
}

function QuietLine({ ticket, last }: { ticket: Ticket; last: Suggestion | undefined }) {
  if (ticket.agentState === "running") return <RunningLine />;
  return last && isActive(ticket.status) ? <DecidedLine suggestion={last} /> : null;
}

/** The newest event when the card came on the screen; one made from what the conversation does not show yet counts. */
function useShownId(card: Suggestion | undefined, events: readonly TimelineEvent[] | undefined) {
  const [shown, setShown] = useState<{ cardId: number; newest: number }>();
  if (card && events && shown?.cardId !== card.id)
    setShown({ cardId: card.id, newest: Math.max(newestId(events), card.upToEventId) });
  return card && shown?.cardId === card.id ? shown.newest : undefined;
}

/** Who else is about to answer, told before one answers too. */
function Answering({ ticketId }: { ticketId: number }) {
  const colleagues = answering(useColleagues(ticketId));
  if (colleagues.length === 0) return null;
  return (
    <p role="status" className="mx-3 mb-2 flex items-center gap-2 px-3 text-accent-ink phone:mx-2">
      <PenLine aria-hidden className="size-3.5 shrink-0" />
      {colleagues.map(presenceWords).join(", ")}.
    </p>
  );
}

/** An edit whose proposal was decided meanwhile becomes the start of a message of one's own; not while it is written. */
function useRescuedEdits(ticketId: number, shown: readonly Suggestion[], heldId: number | undefined) {
  const { me } = useDesk();
  useEffect(() => {
    // In another window of the same person it may be open in its editor.
    if (!document.hasFocus()) return;
    for (const suggestion of shown.filter(({ status, id }) => status !== "open" && id !== heldId))
      for (const [place, kind] of editedSteps(suggestion)) moveText(me.id, place, ownPlace(kind, ticketId));
  }, [me.id, ticketId, shown, heldId]);
}

/** `[` and `]` leaf through the proposals that came before the one that waits. */
function usePast(shown: readonly Suggestion[], current: Suggestion | undefined, isFree: boolean) {
  const [back, setBack] = useState(0);
  const earlier = shown.filter((one) => one !== current);
  const place = isFree ? Math.min(back, earlier.length) : 0;
  useShortcut("proposal.previousVersion", () => setBack(Math.min(place + 1, earlier.length)), {
    enabled: isFree && earlier.length > 0,
  });
  useShortcut("proposal.nextVersion", () => setBack(Math.max(0, place - 1)), { enabled: place > 0 });
  return {
    shown: place > 0 ? earlier[place - 1] : undefined,
    place: `${earlier.length - place + 1} of ${shown.length}`,
  };
}
