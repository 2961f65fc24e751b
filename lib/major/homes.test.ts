/** The home that is found is the one that comparing a message with all that is known finds. */
import { expect, test } from "vitest";
import { diceFor } from "#lib/demo/story/dice";
import { joins, membership, type PairMatch } from "./clustering";
import { homesAmong } from "./homes";
import type { LiveIncident, Named } from "./live-incidents";
import { keysBy } from "./neighbours";
import { type CustomerReport, matchProbability, pairFeatures } from "./pair-match";

const troubles = [0, 1, 2, 3];

/** Messages about one trouble: most in its own words, some about its service, and words that anybody uses. */
function messages(trouble: number, seed: string, count: number, from: number): CustomerReport[] {
  const dice = diceFor(`${seed} ${trouble} ${from}`);
  return Array.from({ length: count }, (_, place) => {
    const own = Array.from({ length: 3 }, () => `t${trouble}w${dice.between(0, 4)}`);
    const common = Array.from({ length: 5 }, () => `c${dice.between(0, 20)}`);
    const about = dice.between(0, 3) === 0 ? { service: `s${trouble}`, sure: 0.8 } : null;
    const id = from + place;
    return {
      id,
      ticketId: id,
      whose: `c${id}`,
      at: id * 1_000,
      terms: [...new Set([...own, ...common])],
      about,
    };
  });
}

const rarity = (term: string) => (term.startsWith("c") ? 0.4 : 3);
const namedBy = ({ about }: CustomerReport): Named => ({ ids: new Set(), isSure: false, about });
const matchOf: PairMatch = (one, other) =>
  matchProbability(pairFeatures(one, other, rarity, { namedBy, incidentLikelihood: () => 0.5 }));

test.for(["1", "2", "3"])("seed %s", (seed) => {
  const incidents = troubles.slice(1).map(
    (trouble): LiveIncident => ({
      id: trouble,
      major: "proposed",
      service: null,
      startsAt: 0,
      names: [],
      customerReports: messages(trouble, seed, 30, trouble * 1_000),
    }),
  );
  const homeOf = homesAmong(incidents, {
    keysOf: keysBy(rarity, namedBy),
    namedBy,
    matchOf,
    declined: new Set(),
  });
  const plainly = (message: CustomerReport) =>
    incidents
      .map(({ id, customerReports }) => ({ id, sure: membership(message, customerReports, matchOf) }))
      .filter(({ sure }) => sure >= joins)
      .sort((a, b) => b.sure - a.sure)[0]?.id;
  const arrivals = troubles.flatMap((trouble) => messages(trouble, `${seed} new`, 20, trouble * 1_000 + 500));
  const found = arrivals.map((message) => {
    const home = homeOf(message);
    const expected = plainly(message);
    // What joins makes its incident grow, for the next one too.
    home?.incident.customerReports.push(message);
    return { found: home?.incident.id, expected };
  });
  for (const one of found) expect(one.found).toBe(one.expected);
  expect(new Set(found.map(({ found }) => found))).toEqual(new Set([undefined, 1, 2, 3]));
});
