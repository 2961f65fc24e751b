/** The proposal that waits for a decision: why it stands here, what it proposes, what it rests on, and the keys. */
"use client";
import { FlaskConical, TriangleAlert } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { roleMay } from "#lib/platform/rules";
import type { AgentRun, Recipient, RejectReason, Suggestion } from "#lib/suggestions/model";
import { alternativesOf, callOf, cautionsOn } from "#lib/suggestions/step";
import type { Ticket } from "#lib/tickets/model";
import { useDesk } from "../inbox/desk-context";
import { cardWords } from "../inbox/ticket-words";
import { useDoing } from "../live/presence";
import { ActionProposal } from "../remediation/action-proposal";
import { useDryRun } from "../remediation/dry-run";
import { useAttention } from "../shortcuts/provider";
import { focusTicket } from "../ticket/focus-ticket";
import { forgetText } from "../ticket/stored-text";
import { useSend } from "../ticket/use-send";
import { useUnseen, useWriting } from "../ticket/use-writing";
import { Badge } from "../ui/badge";
import { ActionRow } from "./action-row";
import { Alternatives, OthersToggle } from "./alternatives";
import { CardFrame } from "./card-frame";
import { CardHead } from "./card-head";
import { Cautions } from "./cautions";
import type { Choice } from "./decided-words";
import { DraftBody } from "./draft-body";
import { DraftEditor } from "./draft-editor";
import { editedSteps, editPlace, isOutward } from "./edit-place";
import { EvidenceChips } from "./evidence-chips";
import { OriginAnswer } from "./origin-answer";
import { Overtaken } from "./overtaken";
import { HandOver, RecipientField } from "./recipient";
import { RejectReasons } from "./reject-reasons";
import { type Addressee, ownWord, stepShown, takeWord, withheldStep } from "./step-shown";
import type { Decide } from "./use-decide";

type ProposalCardProps = {
  suggestion: Suggestion;
  /** The agent run it came from. */
  run: AgentRun | undefined;
  /** Whom a reply goes to. */
  customer: Addressee;
  ticket: Ticket | undefined;
  /** The newest event when the card came on the screen. */
  shownId: number | undefined;
  /** The proposal that would stand here, did nobody write on this one. */
  newer: Suggestion | undefined;
  /** Somebody writes on the card: it stays until they are done. */
  onHold: (isHeld: boolean) => void;
  onDecide: Decide;
};

const editableKinds: readonly string[] = ["reply", "follow_up", "escalation", "remediation"];

export function ProposalCard(props: ProposalCardProps) {
  const { suggestion, run, customer, ticket, shownId, newer, onHold, onDecide } = props;
  const { me } = useDesk();
  const attention = useAttention();
  const { id, ticketId } = suggestion;
  const steps = alternativesOf(suggestion);
  const [mode, setMode] = useState<"read" | "edit" | "reject" | "hand over">("read");
  const [chosen, setChosen] = useState<number>();
  const [isUnfolded, setUnfolded] = useState(false);
  const card = useRef<HTMLElement>(null);
  const shown = stepShown(suggestion, chosen);
  const { kind, evidence, text: offered } = shown;
  const { text: stored, basis, begin, write } = useWriting(ticketId, editPlace(id, chosen));
  const send = useSend(ticketId);
  // Emptied, the editor stays empty: the draft does not come back under the caret.
  const [isEmptied, setIsEmptied] = useState(false);
  const text = stored || (mode === "edit" && isEmptied ? "" : offered);
  const isEdited = text.trim() !== offered.trim();
  const bearing = { customer, isAssigned: Boolean(ticket?.assigneeId) };
  const [recipient, setRecipient] = useState<Recipient>();
  const handsOver = kind === "escalation" && bearing.isAssigned;
  const call = callOf(shown);
  const action = call?.action && call;
  const dry = useDryRun();
  const isEditable = editableKinds.includes(kind) && !action;
  const doubts = suggestion.kind === "escalation" ? suggestion.payload.doubts : undefined;
  const isOpen = suggestion.status === "open";
  const seenId = mode === "edit" || isEdited ? basis.seenId : shownId;
  const { unseen, isAsking, passes } = useUnseen(ticketId, seenId);
  const withheld = withheldStep(shown);
  const firstOther = withheld ? withheld.place + 1 : 0;
  useDoing("editing", mode === "edit");
  const release = useRef(onHold);
  useEffect(() => {
    release.current = onHold;
  });
  useEffect(() => () => release.current(false), []);

  function open(next: "edit" | "reject" | "hand over") {
    if (mode === "edit") return card.current?.querySelector("textarea")?.focus();
    if (next === "edit") begin();
    setIsEmptied(false);
    setMode(next);
    onHold(true);
  }
  function change(next: string) {
    setIsEmptied(next === "");
    write(next);
  }
  function leave() {
    setMode("read");
    onHold(false);
    focusTicket();
  }
  function done() {
    for (const [place] of editedSteps(suggestion)) forgetText(me.id, place);
    setMode("read");
    onHold(false);
    focusTicket();
  }
  function decide(choice: Choice) {
    done();
    void onDecide(suggestion, choice, basis);
  }
  function accept() {
    if (action) {
      const { tool, arguments: given } = action;
      return dry.mutate({ ticketId, suggestionId: id, action: tool, arguments: given });
    }
    if (text.trim() === "" && isEditable) return;
    if (isOutward(kind) && !passes()) return;
    if (!isOpen) {
      done();
      return void send[isOutward(kind) ? "reply" : "note"](text, basis);
    }
    decide({
      verdict: isEdited ? "edit" : "accept",
      ...(chosen !== undefined && { alternative: chosen }),
      ...(isEdited && { finalText: text }),
      ...(handsOver && recipient && { recipient }),
    });
  }
  function reject(reason: RejectReason, note: string) {
    decide({ verdict: "reject", reason, ...(note && { note }) });
  }
  function choose(place: number | undefined) {
    attention.settle();
    setChosen(place);
  }

  return (
    <CardFrame
      ref={card}
      label={`Proposal: ${cardWords(shown)}`}
      head={<CardHead shown={shown} chosen={chosen} />}
      foot={
        !roleMay(me.role, "suggestion.decide") ? (
          <p className="text-ink-faint">Your role is read-only; analysts decide.</p>
        ) : (
          <>
            <Overtaken
              suggestion={suggestion}
              kind={kind}
              unseen={unseen}
              isAsking={isAsking}
              newer={newer}
              onShowNewer={leave}
            />
            {isOpen && mode === "read" && doubts !== undefined && (
              <OriginAnswer ticketId={ticketId} eventId={doubts} />
            )}
            {mode === "reject" ? (
              <RejectReasons suggestionId={id} onChoose={reject} onCancel={leave} />
            ) : mode === "hand over" ? (
              <HandOver
                ticket={ticket}
                chosen={recipient}
                onChoose={setRecipient}
                onConfirm={() => decide({ verdict: "hand_over", ...(recipient && { recipient }) })}
                onCancel={leave}
              />
            ) : (
              <ActionRow
                step={shown}
                bearing={bearing}
                takeWord={isOpen ? takeWord(shown, bearing, isEdited) : ownWord(kind)}
                isEditing={mode === "edit"}
                isAsking={isAsking}
                isOpen={isOpen}
                card={card}
                isEditable={isEditable}
                onAccept={accept}
                onEdit={() => open("edit")}
                onReject={() => open("reject")}
                onReport={() => decide({ verdict: "reject", reason: "unsafe", isSuspicious: true })}
                onHandOver={() => open("hand over")}
                draft={
                  withheld && {
                    word: withheld.step.kind === "diagnostic" ? "Run it" : "Send draft",
                    onUse: () => decide({ verdict: "accept", alternative: withheld.place }),
                  }
                }
              />
            )}
          </>
        )
      }
    >
      {run?.gate?.explored && (
        <p className="flex items-baseline gap-2 text-caution-ink">
          <FlaskConical aria-hidden className="size-3.5 shrink-0 self-center" />
          Exploration: low confidence, shown to learn from your decision.
        </p>
      )}
      <Cautions cautions={cautionsOn(shown)} />
      {suggestion.degraded && (
        <p className="flex items-baseline gap-2 text-caution-ink">
          <TriangleAlert aria-hidden className="size-3.5 shrink-0 self-center" />
          {suggestion.degraded}
        </p>
      )}
      {mode === "edit" ? (
        <DraftEditor original={offered} text={text} onTextChange={change} onLeave={leave} />
      ) : (
        <>
          {action ? (
            <ActionProposal
              suggestion={shown}
              call={action}
              refusal={dry.error?.message}
              isBusy={dry.isPending}
            />
          ) : (
            <DraftBody suggestion={shown} text={text} />
          )}
          {handsOver && <RecipientField ticket={ticket} chosen={recipient} onChoose={setRecipient} />}
          {isEdited && (
            <Badge tone="caution" className="self-start">
              Edited, not sent
            </Badge>
          )}
        </>
      )}
      <div className="flex min-w-0 items-center gap-2 empty:hidden">
        <EvidenceChips evidence={evidence} />
        {mode === "read" && (
          <OthersToggle
            alternatives={steps}
            first={firstOther}
            isUnfolded={isUnfolded}
            onToggle={() => setUnfolded(!isUnfolded)}
          />
        )}
      </div>
      {mode === "read" && (
        <Alternatives
          label="Other steps"
          alternatives={steps}
          isFolded={!isUnfolded}
          beside={shown}
          first={firstOther}
          chosen={chosen}
          onChoose={choose}
        />
      )}
    </CardFrame>
  );
}
