/** What a replay says, in sentences for whoever does not read figures; every share with how many it is of. */

import type { CurveStretch, ReplayReport } from "#lib/evaluation/model";
import { percentWords } from "#lib/platform/percent/rules";

export type Finding = { claim: string; figures: string };
type Named = { name: string; report: ReplayReport };

/** Points a stretch of the curve needs to say anything. */
const leastPoints = 30;

export function findingsOf(report: ReplayReport): Finding[] {
  return [rightness(report), speaking(report), growth(report), lookUps(report)].filter(
    (finding) => finding !== null,
  );
}

/** The first finding of two runs laid side by side: which one is right more often, or that it cannot be told. */
export function comparison(shown: Named, beside: Named): Finding | null {
  const [ours, theirs] = [shown.report.all, beside.report.all];
  if (ours.match === null || theirs.match === null) return null;
  const difference = ours.match - theirs.match;
  const margin = Math.hypot(marginOf(ours.match, ours.points), marginOf(theirs.match, theirs.points));
  const isSameSet = shown.report.file === beside.report.file && ours.points === theirs.points;
  const figures = `Match: ${percentWords(ours.match)} of ${count(ours.points)} replies against ${percentWords(theirs.match)} of ${count(theirs.points)}; give or take ${points(margin)} on the difference.${isSameSet ? "" : " The runs cover different replies, so they cannot be compared exactly."}`;
  if (Math.abs(difference) <= margin)
    return { claim: `${shown.name} and ${beside.name} perform alike`, figures };
  const [better, worse] = difference > 0 ? [shown, beside] : [beside, shown];
  return { claim: `${better.name} is right more often than ${worse.name}`, figures };
}

function rightness({ all, baseline }: ReplayReport): Finding | null {
  if (all.match === null) return null;
  const margin = `give or take ${points(marginOf(all.match, all.points))}`;
  const among =
    all.hit_at_3 === null ? "" : ` One of its three drafts was right for ${percentWords(all.hit_at_3)}.`;
  const floor =
    baseline.all.match === null
      ? ""
      : ` Copying the most similar past reply would have been right for ${percentWords(baseline.all.match)}.`;
  return {
    claim: `The first draft was right for ${inTen(all.match)} replies`,
    figures: `Match: ${percentWords(all.match)} of ${count(all.points)} replies, ${margin}.${among}${floor}`,
  };
}

function speaking({ all }: ReplayReport): Finding | null {
  const { shown, shown_accept, shown_edit, points: total } = all;
  if (shown === null) return null;
  const cards = Math.round(shown * total);
  if (cards === 0 || shown_accept === null || shown_edit === null)
    return { claim: "No proposal was shown", figures: `Of ${count(total)} drafts none were shown.` };
  const useful = shown_accept + shown_edit;
  return {
    claim: `A proposal was shown for ${inTen(shown)} replies, and ${inTen(useful)} of those were used`,
    figures: `Shown: ${count(cards)} of ${count(total)} drafts. Of the shown ones ${percentWords(shown_accept)} were accepted, ${percentWords(shown_edit)} edited, ${percentWords(Math.max(0, 1 - useful))} rejected.`,
  };
}

function growth({ curve_by_closed, options }: ReplayReport): Finding | null {
  const told = curve_by_closed.filter(({ points, match }) => points >= leastPoints && match !== null);
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last || first === last || first.match === null || last.match === null) return null;
  const margin = Math.hypot(marginOf(first.match, first.points), marginOf(last.match, last.points));
  const change = last.match - first.match;
  const claim =
    Math.abs(change) <= margin
      ? "No clear change as tickets were closed"
      : change > 0
        ? "It improved as tickets were closed"
        : "It got worse as tickets were closed";
  const frozen =
    options.freezeAfter === undefined
      ? ""
      : ` Learning was stopped after ${count(options.freezeAfter)} closed tickets.`;
  return {
    claim,
    figures: `Match: ${percentWords(first.match)} with ${closed(first)}, ${percentWords(last.match)} with ${closed(last)}; give or take ${points(margin)} on the difference.${frozen}`,
  };
}

function lookUps({ all }: ReplayReport): Finding | null {
  const { tool_calls, tool_right, tool_call_exact } = all;
  if (tool_calls === 0 || tool_right === null || tool_call_exact === null) return null;
  return {
    claim: `It chose the right tool for ${inTen(tool_right)} diagnostics`,
    figures: `Of ${count(tool_calls)} diagnostics the analysts made it named the right tool for ${percentWords(tool_right)}, and the whole call with every argument for ${percentWords(tool_call_exact)}.`,
  };
}

function closed({ from, to }: CurveStretch): string {
  return to === null ? `${count(from)} or more closed` : `${count(from)} to ${count(to - 1)} closed`;
}

/** Half the width of the interval the true share lies in with 95 %, by the normal approximation. */
function marginOf(share: number, total: number): number {
  return total === 0 ? 1 : 1.96 * Math.sqrt((share * (1 - share)) / total);
}

/** "3 in 10": how a share is said without a figure. */
function inTen(share: number): string {
  const tenths = Math.round(share * 10);
  if (tenths === 0) return share === 0 ? "none of the" : "fewer than 1 in 10";
  if (tenths === 10) return share === 1 ? "all" : "more than 9 in 10";
  return `${tenths} in 10`;
}

const count = (value: number) => value.toLocaleString("en");
const points = (share: number) => {
  const rounded = Math.max(1, Math.round(share * 100));
  return `${rounded} ${rounded === 1 ? "point" : "points"}`;
};
