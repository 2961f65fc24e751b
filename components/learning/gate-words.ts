/** Where the gate stands, in sentences: from when it shows a card, and whether that is proven. */
import type { GateState } from "#lib/learning/model";
import type { Finding } from "./replay-findings";

export function gateFindings({ standings, risk, delta, costOfBad, gainOfGood }: GateState): Finding[] {
  const [all, ...queues] = standings;
  if (!all) return [];
  const certified = queues.filter((queue) => queue.isOwn && queue.certified !== null).map(({ name }) => name);
  return [
    {
      claim: `A card is shown from a ${percent(all.threshold)} chance of being worth reading`,
      figures: `One that does not help costs about ${costOfBad} s, one that does saves about ${gainOfGood} s, so showing pays off from ${percent(all.byCost)}${all.threshold > all.byCost ? "; the proof asks for more" : ""}.`,
    },
    all.certified === null
      ? {
          claim: `Not certified yet: ${count(all.labelsNeeded)} more ${all.labelsNeeded === 1 ? "decision" : "decisions"}`,
          figures: `Until then nobody can promise that at most ${percent(risk)} of the shown cards are no help. The number is the least it takes, if the coming decisions are good ones; ${count(all.judged)} were made so far.`,
        }
      : {
          claim: `Certified: at most ${percent(risk)} of the shown cards are no help`,
          figures: `Proven from ${count(all.judged)} decisions and grades; the chance that the proof is wrong is at most ${percent(delta)}.${certified.length > 0 ? ` By decisions of their own: ${certified.join(", ")}.` : ""}`,
        },
  ];
}

const count = (value: number) => value.toLocaleString("en");

/** A share, with a place after the point where that tells something. */
export function percent(share: number): string {
  return new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 }).format(share);
}
