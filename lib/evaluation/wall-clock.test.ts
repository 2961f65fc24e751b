/** One clock for all dialogues: own order kept, overlap as recorded, ties by the seed alone. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LabelledDialogue } from "./star";
import { inOrder, wallClock } from "./wall-clock";

const dialogue = fc
  .record({
    openedAt: fc.integer({ min: 0, max: 20 }),
    gaps: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 }),
    rest: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ openedAt, gaps, rest }): LabelledDialogue => {
    let at = openedAt;
    const events = gaps.map((gap) => {
      at += gap;
      return { kind: "customer_message" as const, at, body: "" };
    });
    return {
      dialogue: { id: 1, openedAt, closedAt: at + rest, analyst: "a", customer: "c", events },
      truth: { labels: events.map(() => null), kind: "k", singleKind: true },
    };
  });

describe("the wall clock", () => {
  test("ascends, keeps every dialogue's own order and ends each with its close", () => {
    fc.assert(
      fc.property(
        fc.array(dialogue, { maxLength: 8 }),
        fc.integer({ min: 0, max: 99 }),
        (dialogues, seed) => {
          const timed = inOrder(dialogues);
          const ticks = wallClock(timed, seed);
          expect(ticks.map(({ at }) => at)).toEqual(ticks.map(({ at }) => at).sort((a, b) => a - b));
          for (const one of timed) {
            const own = ticks.filter(({ of }) => of === one);
            expect(own.map(({ place }) => place)).toEqual([...one.events.keys(), one.events.length]);
            expect(own.at(-1)?.event).toBeNull();
            expect(own.every(({ at }, index) => index === 0 || at > (own[index - 1]?.at ?? at))).toBe(true);
          }
        },
      ),
    );
  });

  test("is the same for the same seed, and another seed moves ties only", () => {
    fc.assert(
      fc.property(fc.array(dialogue, { maxLength: 8 }), (dialogues) => {
        const timed = inOrder(dialogues);
        const places = (seed: number) =>
          wallClock(timed, seed).map(({ at, of, place }) => [at, of.number, place]);
        expect(places(3)).toEqual(places(3));
        expect(places(4).map(([at]) => at)).toEqual(places(3).map(([at]) => at));
      }),
    );
  });

  test("the seed decides who comes first in one instant", () => {
    const many = Array.from({ length: 8 }, (): LabelledDialogue => {
      const events = [{ kind: "customer_message" as const, at: 5, body: "" }];
      return {
        dialogue: { id: 1, openedAt: 5, closedAt: 9, analyst: "a", customer: "c", events },
        truth: { labels: [null], kind: "k", singleKind: true },
      };
    });
    const orders = [1, 2, 3].map((seed) =>
      wallClock(inOrder(many), seed)
        .map(({ of }) => of.number)
        .join(),
    );
    expect(new Set(orders).size).toBeGreaterThan(1);
  });
});
