/** What stands on the composer: the growing draft, the proposals that wait, or one line that says why there is none. */
"use client";
import { useEffect, useState } from "react";
import type { Consideration, Kept, Suggestion } from "#lib/suggestions/model";
import { isActive, isMoving, type Ticket, type TimelineEvent } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { useLiveDraft } from "../live/live-provider";
import { useScene } from "../shortcuts/provider";
import { useShortcut } from "../shortcuts/use-shortcut";
import { moveText } from "../ticket/stored-text";
import { useConversation, useProposals } from "../ticket/ticket-query";
import { DraftingCard } from "./drafting-card";
import { editPlaces } from "./edit-place";
import { LookingLine, SettledLine, SilenceLine } from "./look-line";
import { PastProposal } from "./past-proposal";
import { ProposalCard } from "./proposal-card";
import { TriageStrip } from "./triage-strip";
import { type Decided, useDecide } from "./use-decide";

type ProposalDockProps = {
  ticketId: number;
  ticket: Ticket | undefined;
  onDecided: (decided: Decided) => void;
};

export function ProposalDock({ ticketId, ticket, onDecided }: ProposalDockProps) {
  const { data } = useProposals(ticketId);
  const conversation = useConversation(ticketId).data;
  const customer = conversation && (conversation.customer?.name ?? null);
  const draft = useLiveDraft(ticketId);
  const decide = useDecide(onDecided);
  const all = data?.suggestions ?? [];
  const spoken = all.filter(({ kind }) => kind !== "triage");
  const triage = all.find(({ kind, status }) => kind === "triage" && status === "open");
  const current = spoken.find(({ status }) => status === "open");
  const past = usePast(spoken, current);
  useRescuedEdits(ticketId, spoken);
  const lookOf = (suggestion: Suggestion) =>
    data?.considerations.find(({ id }) => id === suggestion.considerationId);
  const onDecide = (...decision: Parameters<typeof decide>) => void decide(...decision);
  const { me } = useDesk();
  useScene({
    ticketId,
    isLoaded: data !== undefined && conversation !== undefined,
    cards: [draft && "draft", current?.id, triage?.id].filter(Boolean).join(" "),
    newestId: newestOfOthers(conversation?.events ?? [], me.id),
  });

  return (
    <div className="scroll-region flex min-h-0 flex-col has-[[data-card]]:min-h-21">
      {triage && (
        <TriageStrip
          key={triage.id}
          suggestion={triage}
          ticket={ticket}
          isAlone={!current && !draft}
          onDecide={onDecide}
        />
      )}
      {past.shown ? (
        <PastProposal suggestion={past.shown} place={past.place} />
      ) : draft ? (
        <DraftingCard draft={draft} />
      ) : current ? (
        <ProposalCard
          key={current.id}
          suggestion={current}
          look={lookOf(current)}
          customer={customer}
          onDecide={onDecide}
        />
      ) : (
        ticket &&
        data && <QuietLine ticket={ticket} last={spoken[0]} look={data.considerations[0]} kept={data.kept} />
      )}
    </div>
  );
}

function newestOfOthers(events: readonly TimelineEvent[], myId: string): number {
  return events.findLast(({ kind, actorId }) => isMoving(kind) && actorId !== myId)?.id ?? 0;
}

type QuietLineProps = {
  ticket: Ticket;
  last: Suggestion | undefined;
  look: Consideration | undefined;
  kept: Kept | null;
};

function QuietLine({ ticket, last, look, kept }: QuietLineProps) {
  if (ticket.agentState === "considering") return <LookingLine />;
  if (!isActive(ticket.status)) return null;
  const isSilence = look?.outcome === "silent" || look?.outcome === "failed";
  if (look && isSilence && (!last || look.id > last.considerationId))
    return (
      <SilenceLine key={look.id} look={look} kept={kept?.considerationId === look.id ? kept.steps : []} />
    );
  return last ? <SettledLine suggestion={last} /> : null;
}

/** An edit whose proposal a colleague settled meanwhile becomes the start of a reply of one's own. */
function useRescuedEdits(ticketId: number, spoken: readonly Suggestion[]) {
  const { me } = useDesk();
  useEffect(() => {
    for (const suggestion of spoken.filter(({ status }) => status !== "open"))
      for (const place of editPlaces(suggestion)) moveText(me.id, place, `reply.${ticketId}`);
  }, [me.id, ticketId, spoken]);
}

/** `[` and `]` leaf through the proposals that came before the one that waits. */
function usePast(spoken: readonly Suggestion[], current: Suggestion | undefined) {
  const [back, setBack] = useState(0);
  const earlier = spoken.filter((one) => one !== current);
  const place = Math.min(back, earlier.length);
  useShortcut("proposal.previousVersion", () => setBack(Math.min(place + 1, earlier.length)), {
    enabled: earlier.length > 0,
  });
  useShortcut("proposal.nextVersion", () => setBack(Math.max(0, place - 1)), { enabled: place > 0 });
  return {
    shown: place > 0 ? earlier[place - 1] : undefined,
    place: `${earlier.length - place + 1} of ${spoken.length}`,
  };
}
