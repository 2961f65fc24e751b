/** Where the gate stands, in sentences: from when it shows a card, and whether that is proven. */
import type { GateState } from "#lib/learning/model";
import type { Finding } from "./replay-findings";

export function gateFindings({ gates, alpha, delta, costOfBad, gainOfGood }: GateState): Finding[] {
  const [all, ...queues] = gates;
  if (!all) return [];
  const certified = queues.filter((queue) => queue.isOwn && queue.certified !== null).map(({ name }) => name);
  return [
    {
      claim: `Proposals are shown from ${percent(all.threshold)} confidence`,
      figures: `A draft that is less likely to help is kept back, so that analysts are not disturbed. ${all.threshold > all.byCost ? `Reading costs would allow ${percent(all.byCost)}; the guaranteed error rate requires more.` : `From here on a proposal saves more time than it costs to read (${gainOfGood} s against ${costOfBad} s).`}`,
    },
    all.certified === null
      ? {
          claim: `The error rate is not guaranteed yet: ${missingWords(all.labelsNeeded)}`,
          figures: `What to do: accept, edit or reject proposals in the inbox. After at least that many good ones, at most ${percent(alpha)} of the shown proposals will be of no help. ${count(all.judged)} decisions so far.`,
        }
      : {
          claim: `The error rate is guaranteed to be at most ${percent(alpha)}`,
          figures: `At most ${percent(alpha)} of the shown proposals are of no help, with ${percent(1 - delta)} confidence, by ${count(all.judged)} decisions and grades. Change the maximum under Settings, Policy.${certified.length > 0 ? ` Guaranteed by their own decisions: ${certified.join(", ")}.` : ""}`,
        },
  ];
}

/** More missing decisions than these are no forecast: each bad one among them would move it by as many again. */
const mostCounted = 200;

/** How many good decisions are missing, as a number only where that is one. */
export function missingWords(labelsNeeded: number): string {
  if (labelsNeeded > mostCounted) return "many more good decisions needed";
  return `${labelsNeeded} more ${labelsNeeded === 1 ? "decision" : "decisions"} needed`;
}

const count = (value: number) => value.toLocaleString("en");

/** A share, with a place after the point where that tells something. */
export function percent(share: number): string {
  return new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(share);
}
