/** An earlier proposal of the ticket, to read. */
"use client";
import type { Suggestion } from "#lib/suggestions/model";
import { KindIcon } from "../inbox/kind-icon";
import { kindWords } from "../inbox/ticket-words";
import { RelativeTime } from "../ui/relative-time";
import { CardFrame } from "./card-frame";
import { DraftBody } from "./draft-body";
import { EvidenceChips } from "./evidence-chips";
import { DecidedLine } from "./run-line";

type PastProposalProps = { suggestion: Suggestion; place: string };

export function PastProposal({ suggestion, place }: PastProposalProps) {
  return (
    <CardFrame
      label="Earlier proposal"
      head={
        <>
          <KindIcon kind={suggestion.kind} className="size-4 shrink-0 text-ink-faint" />
          <span className="font-medium">{kindWords[suggestion.kind]}</span>
          <span className="min-w-0 flex-1 truncate text-ink-muted">{suggestion.why}</span>
          <RelativeTime time={suggestion.createdAt} className="text-sm text-ink-faint" />
          <span className="text-sm text-ink-faint tabular-nums">{place}</span>
        </>
      }
      foot={<DecidedLine suggestion={suggestion} />}
    >
      <DraftBody suggestion={suggestion} text={suggestion.text} />
      <EvidenceChips evidence={suggestion.evidence} />
    </CardFrame>
  );
}
