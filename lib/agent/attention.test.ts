/** The cards an hour are never more than the team wants, and the less useful ones are those that wait. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { cardsPerHour, mustWait } from "./attention";

test("a queue's own limit goes before that of all", () => {
  const attention = { perHour: 20, queues: [{ queueId: 7, perHour: 3 }] };
  expect([cardsPerHour(attention, 7), cardsPerHour(attention, 8), cardsPerHour(attention, null)]).toEqual([
    3, 20, 20,
  ]);
  expect(cardsPerHour({ perHour: null, queues: [] }, 7)).toBeNull();
});

test("never more than the limit, and in the second half of it none below the middle of what was shown", () => {
  const cards = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });
  fc.assert(
    fc.property(cards, fc.integer({ min: 1, max: 20 }), (hour, limit) => {
      const shown: number[] = [];
      for (const card of hour) {
        const before = [...shown].sort((one, other) => one - other);
        if (mustWait(card, shown, limit)) continue;
        if (shown.length >= limit / 2)
          expect(card).toBeGreaterThanOrEqual(before[Math.floor(before.length / 2)] ?? 0);
        shown.push(card);
      }
      expect(shown.length).toBeLessThanOrEqual(limit);
    }),
  );
});
