/** Whether the agent gets better, as a sentence anybody can read; what may be chance is called so. */
import type { DraftProgress, DraftShare } from "#lib/analytics/model";

export type ProgressWords = { verdict: string; tone: "positive" | "critical" | "neutral"; figures: string };

export function progressWords({ last, first }: DraftProgress): ProgressWords {
  if (!last)
    return {
      verdict: "Nothing to tell yet",
      tone: "neutral",
      figures:
        "No draft was decided on. Accept, edit or reject proposals in the inbox; they count from then on.",
    };
  if (!first)
    return {
      verdict: "Too early to tell",
      tone: "neutral",
      figures: `Of the ${draftsOf(last)} decided on ${last.right} ${wereRight(last)} (${boundsOf(last)}). After 100 decisions the newest 50 are compared with the first 50.`,
    };
  const figures = `Of the last ${last.count} drafts ${last.right} ${wereRight(last)} (${boundsOf(last)}), of the first ${first.count} ${first.right} (${boundsOf(first)}).`;
  if (last.low > first.high) return { verdict: "Getting better", tone: "positive", figures };
  if (last.high < first.low) return { verdict: "Getting worse", tone: "critical", figures };
  return {
    verdict: "No clear change",
    tone: "neutral",
    figures: `${figures} The bounds overlap: the difference may be chance.`,
  };
}

function draftsOf({ count }: DraftShare): string {
  return count === 1 ? "one draft" : `${count} drafts`;
}

function wereRight({ right }: DraftShare): string {
  return right === 1 ? "was right as it stood" : "were right as they stood";
}

/** The share, and where the true one lies with 95 %. */
function boundsOf({ right, count, low, high }: DraftShare): string {
  return `${percent(right / count)}, true share ${percent(low)} to ${percent(high)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
