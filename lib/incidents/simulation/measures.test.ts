/** What wrongly joined pairs are of is told apart, and a partial map leaves out and makes up. */
import { expect, test } from "vitest";
import { chanceOf } from "./chance";
import { wrongPairs } from "./measures";
import { makeTopology, mapOf } from "./topology";

const minute = 60_000;

test("wrongly joined pairs are counted by what they are of", () => {
  const item = (truth: string, at: number, found = "a") => ({ truth, found, rule: "first", at: at * minute });
  const items = [
    item("outage 1", 0),
    item("outage 1", 12),
    item("outage 2", 5),
    item("outage 3", 25),
    item("outage 4", 100),
    item("noise 1", 3),
    item("outage 5", 0, "b"),
  ];
  expect(wrongPairs(items, (truth) => truth.startsWith("outage"))).toEqual({
    outagesWithinTenMinutes: 2,
    outagesWithinHalfAnHour: 3,
    outagesFurtherApart: 4,
    meaninglessWithinTenMinutes: 3,
    meaninglessFurtherApart: 2,
  });
});

test("a partial map leaves calls out and has some that are none; without a map nothing is known", () => {
  const topology = makeTopology(chanceOf(1), 30);
  const full = mapOf(topology, "full", chanceOf(2)).dependencies;
  const calls = new Set(full.map(({ service, dependsOn }) => `${service} ${dependsOn}`));
  const partial = mapOf(topology, "partial", chanceOf(2)).dependencies.map(
    ({ service, dependsOn }) => `${service} ${dependsOn}`,
  );
  expect(mapOf(topology, "none", chanceOf(2))).toEqual({ services: [], dependencies: [] });
  expect(partial.length).toBeLessThan(0.8 * full.length);
  expect(partial.some((call) => !calls.has(call))).toBe(true);
});
