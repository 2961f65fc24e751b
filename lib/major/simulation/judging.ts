/** How well major incidents were found: by the third customer, within three tickets, within five minutes, and what was wrong. */
import type { Agreement } from "#lib/incidents/simulation/measures";
import type { Letter, LetterPlan, Outage } from "./writing";

const minute = 60_000;

export type MajorSimulation = {
  seed: number;
  plan: LetterPlan;
  warmUp: number;
  letters: number;
  /** Outages of which at least three customers wrote, after the warm-up. */
  outages: number;
  found: number;
  /** Of all of them, how many were proposed by the third customer's ticket, within 3 more tickets, within 5 minutes of it. */
  atThird: number;
  withinThreeTickets: number;
  withinFiveMinutes: number;
  proposals: number;
  /** Proposals that are not the first of an outage. */
  wrong: number;
  precision: number;
  tickets: Agreement;
  /** Milliseconds the watching takes a ticket. */
  watching: { median: number; p95: number };
  mistakes: { truth: string; at: string; tickets: string[] }[];
  missed: { truth: string; customers: number; tickets: string[] }[];
};

/** A proposal as it stood when it was made. */
export type Proposal = { incidentId: number; at: number; truth: string };

/** Counts over the outages that began after `warm`, a time in milliseconds; `placeOf` says where a letter was put. */
export function judge(
  letters: readonly Letter[],
  outages: readonly Outage[],
  all: readonly Proposal[],
  warm: number,
  placeOf: (letter: Letter) => string,
) {
  const proposals = all.filter(({ at }) => at >= warm);
  const first = new Map<string, Proposal>();
  for (const one of all) if (!first.has(one.truth)) first.set(one.truth, one);
  const wrong = proposals.filter(
    (one) => !one.truth.startsWith("outage") || first.get(one.truth) !== one,
  ).length;
  let [found, atThird, withinThreeTickets, withinFiveMinutes, counted] = [0, 0, 0, 0, 0];
  const missed: MajorSimulation["missed"] = [];
  for (const { truth } of outages) {
    const own = letters.filter((letter) => letter.truth === truth);
    const seen = new Set<string>();
    const third = own.findIndex(({ writer }) => seen.add(writer.company).size === 3);
    if (third < 0 || (own[0]?.at ?? 0) < warm) continue;
    counted++;
    const thirdAt = own[third]?.at ?? 0;
    const proposal = first.get(truth);
    if (!proposal) {
      missed.push({
        truth,
        customers: new Set(own.map(({ writer }) => writer.company)).size,
        tickets: own.map((letter) => `${placeOf(letter)} | ${letter.body.replace(/\s+/g, " ").slice(0, 90)}`),
      });
      continue;
    }
    found++;
    const written = own.filter(({ at }) => at <= proposal.at).length;
    if (written <= third + 1) atThird++;
    if (written <= third + 4) withinThreeTickets++;
    if (proposal.at <= thirdAt + 5 * minute) withinFiveMinutes++;
  }
  return {
    outages: counted,
    found,
    atThird,
    withinThreeTickets,
    withinFiveMinutes,
    proposals: proposals.length,
    wrong,
    precision: proposals.length === 0 ? 1 : (proposals.length - wrong) / proposals.length,
    missed,
  };
}
