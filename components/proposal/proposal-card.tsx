/** The proposal that waits for a decision: why it stands here, what it proposes, what it rests on, and the keys. */
"use client";
import { FlaskConical, TriangleAlert } from "lucide-react";
import { useRef, useState } from "react";
import { roleMay } from "#lib/platform/rules";
import type { AgentRun, Suggestion } from "#lib/suggestions/model";
import { alternativesOf, cautionsOn } from "#lib/suggestions/step";
import { useDesk } from "../inbox/desk-context";
import { cardWords } from "../inbox/ticket-words";
import { NextPersonWords } from "../oncall/next-person";
import { ActionProposal } from "../remediation/action-proposal";
import { Badge } from "../ui/badge";
import { ActionRow } from "./action-row";
import { Alternatives, OthersToggle } from "./alternatives";
import { CardFrame } from "./card-frame";
import { CardHead } from "./card-head";
import { Cautions } from "./cautions";
import { DraftBody } from "./draft-body";
import { DraftEditor } from "./draft-editor";
import { EvidenceChips } from "./evidence-chips";
import { OriginAnswer } from "./origin-answer";
import { Overtaken } from "./overtaken";
import { HandOver, RecipientField } from "./recipient";
import { RejectReasons } from "./reject-reasons";
import { type CardProps, useCard } from "./use-card";

type ProposalCardProps = CardProps & {
  /** The agent run it came from. */
  run: AgentRun | undefined;
  /** The proposal that would stand here, did nobody write on this one. */
  newer: Suggestion | undefined;
};

export function ProposalCard({ run, newer, ...props }: ProposalCardProps) {
  const { suggestion, ticket } = props;
  const { me } = useDesk();
  const card = useRef<HTMLElement>(null);
  const { mode, open, leave, step, writing, recipient, chooseRecipient, ...actions } = useCard(card, props);
  const { shown, chosen, withheld, isOpen, action, dry, bearing, handsOver } = step;
  const { offered, text, isEdited, unseen, isAsking } = writing;
  const [isUnfolded, setUnfolded] = useState(false);
  const steps = alternativesOf(suggestion);
  const firstOther = withheld ? withheld.place + 1 : 0;
  const doubts = suggestion.kind === "escalation" ? suggestion.payload.doubts : undefined;
  const goesTo = handsOver ? (
    <RecipientField ticket={ticket} chosen={recipient} onChoose={chooseRecipient} />
  ) : (
    <NextPersonWords ticketId={suggestion.ticketId} className="text-ink-muted short:truncate" lead="For " />
  );

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
              kind={shown.kind}
              unseen={unseen}
              isAsking={isAsking}
              newer={newer}
              onShowNewer={leave}
            />
            {isOpen && mode === "read" && doubts !== undefined && (
              <OriginAnswer ticketId={suggestion.ticketId} eventId={doubts} />
            )}
            {mode === "reject" ? (
              <RejectReasons suggestionId={suggestion.id} onChoose={actions.reject} onCancel={leave} />
            ) : mode === "hand over" ? (
              <HandOver
                ticket={ticket}
                chosen={recipient}
                onChoose={chooseRecipient}
                onConfirm={actions.handOver}
                onCancel={leave}
              />
            ) : (
              <ActionRow
                step={shown}
                bearing={bearing}
                takeWord={actions.takeWord}
                isEditing={mode === "edit"}
                isAsking={isAsking}
                isOpen={isOpen}
                card={card}
                isEditable={step.isEditable}
                onAccept={actions.accept}
                onEdit={() => open("edit")}
                onReject={() => open("reject")}
                onReport={actions.report}
                onHandOver={() => open("hand over")}
                draft={
                  withheld && {
                    word: withheld.step.kind === "diagnostic" ? "Run it" : "Send draft",
                    onUse: actions.takeWithheld,
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
        <DraftEditor original={offered} text={text} onTextChange={writing.change} onLeave={leave} />
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
            <DraftBody suggestion={shown} text={text} goesTo={goesTo} />
          )}
          {isEdited && (
            <Badge tone="caution" className="self-start">
              Edited, not sent
            </Badge>
          )}
        </>
      )}
      <div className="flex min-w-0 items-center gap-2 empty:hidden">
        <EvidenceChips evidence={shown.evidence} />
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
          onChoose={actions.choose}
        />
      )}
    </CardFrame>
  );
}
