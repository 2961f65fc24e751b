/** Waves keep the order of the clock and never let an agent run see more, or less, than it would have seen alone. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { startsRun } from "#lib/tickets/model";
import type { LabelledDialogue } from "./star";
import { inOrder, wallClock } from "./wall-clock";
import { waves } from "./waves";

const event = fc.oneof(
  fc.constant({ kind: "customer_message" as const, body: "Hello" }),
  fc.constant({ kind: "analyst_reply" as const, body: "Hi" }),
  fc.constant({ kind: "tool_call" as const, tool: "find", arguments: {} }),
  fc.constant({ kind: "tool_result" as const, tool: "find", result: null }),
);

const dialogue = fc
  .record({
    openedAt: fc.integer({ min: 0, max: 20 }),
    events: fc.array(fc.tuple(event, fc.integer({ min: 0, max: 9 })), { maxLength: 8 }),
  })
  .map(({ openedAt, events }): LabelledDialogue => {
    let at = openedAt;
    const timed = events.map(([one, gap]) => {
      at += gap;
      return { ...one, at };
    });
    return {
      dialogue: { id: 1, openedAt, closedAt: at, analyst: "a", customer: "c", events: timed },
      truth: { labels: timed.map(() => null), kind: "k", singleKind: true },
    };
  });

test("hold every tick once, in order, and end a ticket's part with its run", () => {
  fc.assert(
    fc.property(fc.array(dialogue, { maxLength: 8 }), (dialogues) => {
      const ticks = wallClock(inOrder(dialogues), 1);
      const cut = [...waves(ticks)];
      expect(cut.flatMap(({ steps, close }) => [...steps, ...(close ? [close] : [])])).toEqual(ticks);
      for (const { steps } of cut)
        for (const [
          index,
          {
            of,
            event: { kind },
          },
        ] of steps.entries()) {
          if (!startsRun(kind)) continue;
          expect(steps.slice(index + 1).some((later) => later.of === of)).toBe(false);
        }
    }),
  );
});

test("several tickets are looked at in one wave; a second look at one of them begins the next", () => {
  const talk = (openedAt: number): LabelledDialogue => {
    const events = [0, 10, 20].map((after) => ({
      kind: "customer_message" as const,
      at: openedAt + after,
      body: "Hello",
    }));
    return {
      dialogue: { id: 1, openedAt, closedAt: openedAt + 100, analyst: "a", customer: "c", events },
      truth: { labels: [null, null, null], kind: "k", singleKind: true },
    };
  };
  const cut = [...waves(wallClock(inOrder([talk(1), talk(2), talk(3)]), 1))];
  expect(cut.map(({ steps }) => steps.length)).toEqual([3, 3, 3, 0, 0]);
  expect(cut.map(({ close }) => close?.of.number ?? null)).toEqual([null, null, 1, 2, 3]);
});
