/** What is learnt of pauses: how long after a failure what comes still belongs to it, as often as each component fails. */
import { expect, test } from "vitest";
import { Habits, type Pause, stretchesOf } from "./pauses";

const minute = 60_000;
/** Fails once a day. */
const rate = 1 / 24;

function pauses(times: number, minutes: number, more: Partial<Pause> = {}): Pause[] {
  return Array.from({ length: times }, () => ({
    kind: "return",
    length: minutes * minute,
    rate,
    isEnded: true,
    ...more,
  }));
}

/** The longest pause, in minutes, after which what comes rather belongs to the failure before. */
function longest(habits: Habits, kind: Pause["kind"], often = rate): number {
  const all = Array.from({ length: 239 }, (_, minutes) => minutes + 1);
  return all.filter((minutes) => habits.sameOdds(kind, minutes * minute - 1, often) >= 1).at(-1) ?? 0;
}

test("before anything is known, what fails seldom comes back for hours, and what fails daily for less", () => {
  const habits = new Habits([]);
  expect(longest(habits, "return", 1 / 240)).toBe(239);
  expect(longest(habits, "return", 1 / 2)).toBeLessThan(60);
  expect(habits.sameOdds("return", 241 * minute, rate)).toBe(0);
});

test("where alerts come back within minutes or not before the next failure, later ones are a failure of their own", () => {
  const habits = new Habits(stretchesOf([...pauses(1_000, 2), ...pauses(1_000, 24 * 60)]));
  expect(longest(habits, "return")).toBeLessThanOrEqual(15);
  expect(habits.sameOdds("return", 2 * minute, rate)).toBeGreaterThan(20);
});

test("where alerts keep coming back after an hour, they belong together that long", () => {
  const habits = new Habits(stretchesOf([...pauses(100, 50), ...pauses(100, 24 * 60)]));
  expect(longest(habits, "return", 1 / 4)).toBe(60);
});

test("what comes back as often as its component fails anyway says nothing for the failure before", () => {
  const often = 2;
  // One in an hour that would see two.
  const all = Array.from({ length: 240 }, (_, minutes) => pauses(20, minutes + 0.5, { rate: often })).flat();
  const habits = new Habits(stretchesOf(all));
  expect(habits.sameOdds("return", 35 * minute, often)).toBeLessThan(1);
});

test("a pause that ends with something else has gone on and was not seen to end", () => {
  const [stretch] = stretchesOf(pauses(1, 0.25, { kind: "again", isEnded: false }));
  expect(stretch).toEqual({ kind: "again", stretch: 0, seen: 0, expected: rate / 240, waited: 1 / 240 });
});
