/** A group of messages grows by whoever belongs to it most surely, and each pair is compared once. */
import { expect, test } from "vitest";
import { diceFor } from "#lib/demo/story/dice";
import { alike, cluster, membership, type PairMatch } from "./clustering";
import type { CustomerReport } from "./pair-match";

const reports = (count: number): CustomerReport[] =>
  Array.from({ length: count }, (_, id) => ({
    id,
    ticketId: id,
    whose: `company ${id}`,
    at: id,
    terms: [],
    about: null,
  }));

/** Matches by a table made with dice; `most` tells how alike two may be. */
function matches(seed: string, count: number, most: number): PairMatch {
  const dice = diceFor(seed);
  const table = Array.from({ length: count }, () =>
    Array.from({ length: count }, () => dice.between(0, most) / 100),
  );
  return (one, other) => table[Math.min(one.id, other.id)]?.[Math.max(one.id, other.id)] ?? 0;
}

/** What a group is, said as plainly as it can be. */
function plainly(first: CustomerReport, pool: readonly CustomerReport[], matchOf: PairMatch): number[] {
  const group = [first];
  for (;;) {
    const [next] = pool
      .filter((one) => !group.includes(one))
      .map((one) => ({ one, sure: membership(one, group, matchOf) }))
      .filter(({ sure }) => sure >= alike)
      .sort((a, b) => b.sure - a.sure);
    if (!next) return group.map(({ id }) => id);
    group.push(next.one);
  }
}

test.for([40, 55, 60, 70, 90])("whoever belongs most surely comes next, matches up to %i %%", (most) => {
  for (let seed = 0; seed < 10; seed++) {
    const all = reports(40);
    const matchOf = matches(`${seed} ${most}`, all.length, most);
    const [first = all[0] as CustomerReport] = all;
    expect(cluster(first, () => all, matchOf).map(({ id }) => id)).toEqual(plainly(first, all, matchOf));
  }
});

test("a burst of many messages is compared pair by pair, never again for each that joins", () => {
  const all = reports(400);
  let compared = 0;
  const matchOf: PairMatch = () => {
    compared += 1;
    return 0.9;
  };
  const [first = all[0] as CustomerReport] = all;
  const group = cluster(first, () => all, matchOf);
  expect(group.length).toBe(200);
  expect(compared).toBeLessThanOrEqual(all.length * group.length);
});
