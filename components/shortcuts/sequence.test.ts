/** Sequences: in time, too late, broken off, and beside single keys. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { strokesOf } from "../ui/key-combo";
import { shortcutIds, shortcutOf } from "./registry";
import { advance, type Pending, SEQUENCE_WINDOW } from "./sequence";

const bound = shortcutIds.filter((id) => shortcutOf(id).scope !== "reasons");

/** Plays strokes at their times and names what fired. */
function play(...presses: [stroke: string, at: number][]): string[] {
  let pending: Pending | undefined;
  const fired: string[] = [];
  for (const [stroke, at] of presses) {
    const step = advance(pending, stroke, at, bound);
    pending = step.pending;
    if (step.match) fired.push(step.match.id);
  }
  return fired;
}

test("g then i within the window goes to the inbox", () => {
  expect(play(["g", 0], ["i", SEQUENCE_WINDOW])).toEqual(["go.inbox"]);
});

test("after the window the second key stands alone", () => {
  expect(play(["g", 0], ["i", SEQUENCE_WINDOW + 1])).toEqual(["ticket.assignToMe"]);
});

test("a sequence that goes wrong swallows its last key", () => {
  expect(play(["g", 0], ["e", 100])).toEqual([]);
  expect(play(["g", 0], ["e", 100], ["a", 200])).toEqual(["proposal.accept"]);
});

test("numbered choices say which", () => {
  expect(advance(undefined, "3", 0, bound).match).toEqual({ id: "proposal.alternative", choice: 2 });
});

test("an unbound shortcut does not fire", () => {
  expect(advance(undefined, "a", 0, []).match).toBeUndefined();
});

test("whatever was typed before, nothing is pending longer than the window", () => {
  const strokes = fc.constantFrom("g", "i", "a", "j", "1", "mod+k", "enter");
  fc.assert(
    fc.property(fc.array(strokes, { maxLength: 12 }), (typed) => {
      let pending: Pending | undefined;
      typed.forEach((stroke, at) => {
        pending = advance(pending, stroke, at, bound).pending;
      });
      const later = advance(pending, "a", typed.length + SEQUENCE_WINDOW + 1, bound);
      expect(later.match?.id).toBe("proposal.accept");
    }),
  );
});

test("every combination of the registry can be typed", () => {
  for (const id of bound) {
    for (const [choice, combo] of shortcutOf(id).keys.entries()) {
      let pending: Pending | undefined;
      const steps = strokesOf(combo).map((stroke, at) => {
        const step = advance(pending, stroke, at, bound);
        pending = step.pending;
        return step.match;
      });
      expect(steps.at(-1)).toEqual({ id, choice });
    }
  }
});
