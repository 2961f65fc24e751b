/** Whether the agent gets better, as a sentence anybody can read; what may be chance is called so. */

import type { DraftProgress, DraftShare } from "#lib/analytics/model";
import { percentWords } from "#lib/platform/percent/rules";

export type ProgressWords = { verdict: string; tone: "positive" | "critical" | "neutral"; figures: string };

export function progressWords({ last, first }: Pick<DraftProgress, "last" | "first">): ProgressWords {
  if (!last)
    return {
      verdict: "No data yet",
      tone: "neutral",
      figures:
        "No draft was decided on. Accept, edit or reject proposals in the inbox; they count from then on.",
    };
  if (!first)
    return {
      verdict: "Not enough data yet",
      tone: "neutral",
      figures: `Of the ${draftsOf(last)} decided on ${last.right} ${wereRight(last)} (${boundsOf(last)}). After 100 decisions the newest 50 are compared with the first 50.`,
    };
  const { least, most } = differenceOf(last, first);
  const figures = `Of the last ${last.count} drafts ${last.right} ${wereRight(last)} (${boundsOf(last)}), of the first ${first.count} ${first.right} (${boundsOf(first)}).`;
  if (least > 0)
    return {
      verdict: "Improving",
      tone: "positive",
      figures: `${figures} At least ${points(least)} more, at most ${points(most)}.`,
    };
  if (most < 0)
    return {
      verdict: "Getting worse",
      tone: "critical",
      figures: `${figures} At least ${points(-most)} fewer, at most ${points(-least)}.`,
    };
  return {
    verdict: "No clear change",
    tone: "neutral",
    figures: `${figures} The difference is within chance.`,
  };
}

/** Bounds of the difference of two shares from the bounds of each: Newcombe, Statistics in Medicine 17 (1998), method 10. */
function differenceOf(last: DraftShare, first: DraftShare): { least: number; most: number } {
  const [now, then] = [last.right / last.count, first.right / first.count];
  const difference = now - then;
  return {
    least: difference - Math.hypot(now - last.low, first.high - then),
    most: difference + Math.hypot(last.high - now, then - first.low),
  };
}

function points(share: number): string {
  const rounded = Math.max(1, Math.round(share * 100));
  return `${rounded} ${rounded === 1 ? "point" : "points"}`;
}

function draftsOf({ count }: DraftShare): string {
  return count === 1 ? "one draft" : `${count} drafts`;
}

function wereRight({ right }: DraftShare): string {
  return right === 1 ? "was right without changes" : "were right without changes";
}

/** The share, and where the true one lies with 95 %. */
function boundsOf({ right, count, low, high }: DraftShare): string {
  return `${percentWords(right / count)}, true share ${percentWords(low)} to ${percentWords(high)}`;
}
