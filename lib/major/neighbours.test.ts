/** A large desk is compared neighbour by neighbour: what is found is what comparing every pair finds. */
import { expect } from "vitest";
import { diceFor } from "#lib/demo/story/dice";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { cluster } from "./clustering";
import { keysBy, neighboursIn } from "./neighbours";
import { type CustomerReport, matchProbability, pairFeatures } from "./pair-match";
import { usualGroups } from "./usual";

const nobody = { ids: new Set<number>(), isSure: false };
const namedBy = ({ about }: CustomerReport) => ({ ...nobody, about });

/** Messages about a few troubles, each in its own words and some that anybody uses. */
function messages(seed: string, count: number): CustomerReport[] {
  const dice = diceFor(seed);
  return Array.from({ length: count }, (_, id) => {
    const trouble = dice.between(0, 4);
    const own = Array.from({ length: 4 }, () => `t${trouble}w${dice.between(0, 5)}`);
    const common = Array.from({ length: 6 }, () => `c${dice.between(0, 30)}`);
    const code = dice.between(0, 3) === 0 ? [`code:${trouble}`] : [];
    const about = dice.between(0, 2) === 0 ? { service: `s${trouble}`, sure: 0.8 } : null;
    const terms = [...new Set([...own, ...common, ...code])];
    return { id, ticketId: id, whose: `company ${id}`, at: id * 20_000, terms, about };
  });
}

/** By how many of these messages have a term. */
function worth(all: readonly CustomerReport[]) {
  const counts = new Map<string, number>();
  for (const { terms } of all) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return (term: string) => Math.log((all.length + 1) / ((counts.get(term) ?? 0) + 1));
}

const known = { namedBy, incidentLikelihood: () => 0.5 };

test.for(["1", "2", "3", "4"])("groups are those of all pairs (seed %s)", (seed) => {
  const all = messages(seed, 80);
  const rarity = worth(all);
  const neighboursOf = neighboursIn(all, keysBy(rarity, namedBy));
  const matchOf = (one: CustomerReport, other: CustomerReport) =>
    matchProbability(pairFeatures(one, other, rarity, known));
  const groupsBy = (of: typeof neighboursOf) =>
    all.map((first) =>
      cluster(first, of, matchOf)
        .map(({ id }) => id)
        .sort((a, b) => a - b),
    );
  const found = groupsBy(neighboursOf);
  expect(found.some((group) => group.length > 3)).toBe(true);
  expect(found).toEqual(groupsBy(() => all));
});

test("a group that is usual is worked out anew as it grows, not for each message", ({ db }) => {
  const all = messages("usual", 1).flatMap((one) =>
    Array.from({ length: 300 }, (_, id) => ({ ...one, id, ticketId: id, whose: `company ${id}` })),
  );
  let workedOut = 0;
  const usualTo = (count: number, incidents: Parameters<typeof usualGroups>[2] = []) => {
    const current = all.slice(0, count);
    const usual = usualGroups(systemCtx("usual", db), current, incidents, () => 0.9);
    const message = current.at(-1);
    if (!message || usual.holds(message, current)) return;
    workedOut++;
    usual.keep(current);
  };
  for (let count = 1; count <= 300; count++) usualTo(count);
  expect(workedOut).toBeGreaterThan(10);
  expect(workedOut).toBeLessThan(60);
  const before = workedOut;
  usualTo(299, []);
  usualTo(300, [
    { id: 7, major: "none", service: "mail", startsAt: 0, names: ["mail"], customerReports: [] },
  ]);
  expect(workedOut, "another incident goes on").toBeGreaterThan(before);
});
