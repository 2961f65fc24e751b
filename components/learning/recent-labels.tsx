/** The newest labels: what was made of a proposal, by whom, and which words changed. */
import { GraduationCap } from "lucide-react";
import Link from "next/link";
import type { RecentLabel } from "#lib/learning/model";
import { rejectReasons } from "#lib/suggestions/model";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { RelativeTime } from "../ui/relative-time";
import { WordDiff } from "../ui/word-diff";
import { verdictWords } from "./verdict-words";

export function RecentLabels({ labels }: { labels: readonly RecentLabel[] }) {
  if (labels.length === 0)
    return (
      <EmptyState icon={<GraduationCap aria-hidden />} title="No training examples yet">
        Accept, edit or reject a proposal in the inbox; the decision appears here at once.
      </EmptyState>
    );
  return (
    <ul className="flex flex-col divide-y divide-line">
      {labels.map((label) => (
        <li key={label.id} className="py-3">
          <p className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-muted">
            <Badge tone={verdictWords[label.verdict].tone}>{verdictWords[label.verdict].label}</Badge>
            {label.reason && <Badge outline>{rejectReasons[label.reason].label}</Badge>}
            <Link className="text-accent-ink hover:underline" href={`/tickets/${label.ticketId}`}>
              #{label.ticketId}
            </Link>
            <span>{label.analystName}</span>
            <RelativeTime time={label.createdAt} />
            {label.verdict === "edit" && label.editDistance !== null && (
              <span className="tabular-nums">
                {label.editDistance.toLocaleString("en")} characters changed
              </span>
            )}
          </p>
          <LabelText label={label} />
        </li>
      ))}
    </ul>
  );
}

function LabelText({ label }: { label: RecentLabel }) {
  if (label.verdict === "edit") return <WordDiff parts={label.diff} className="max-w-prose" />;
  return (
    <p className="line-clamp-4 max-w-prose whitespace-pre-wrap text-ink-muted">
      {label.finalText ?? label.proposalText}
    </p>
  );
}
