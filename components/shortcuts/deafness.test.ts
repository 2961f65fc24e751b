/** Single keys are deaf after what nobody asked for and until what was asked for has been seen; a fast hand is not held up. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  acted,
  attentive,
  type Command,
  type Deafness,
  ignored,
  isDeafTo,
  type Scene,
  settleMs,
  settling,
  shown,
  startled,
  unaskedMs,
} from "./deafness";

const accept: Command = { decides: true, isCharacter: true, repeats: false };
const edit: Command = { decides: false, isCharacter: true, repeats: false };
const next: Command = { decides: false, isCharacter: true, repeats: true };
const send: Command = { decides: true, isCharacter: false, repeats: false };

const scene = (ticketId: number, cards = `card-${ticketId}`, newestId = 1): Scene => ({
  ticketId,
  isLoaded: true,
  cards,
  newestId,
});
/** A ticket that was opened long ago. */
const atRest = (cards?: string): Deafness => shown(acted(attentive, 0), scene(1, cards), 0);

describe("a change nobody asked for", () => {
  test.each([
    ["a card is swapped", (at: number) => shown(atRest(), scene(1, "card-9"), at)],
    ["a colleague takes the card", (at: number) => shown(atRest(), scene(1, ""), at)],
    ["the customer writes", (at: number) => shown(atRest(), scene(1, "card-1", 2), at)],
    ["the route changes", (at: number) => shown(atRest(), scene(2), at)],
    ["the focus is lost", (at: number) => startled(atRest(), at)],
  ])("%s: every single key but moving along is deaf for a second", (_, change) => {
    const after = change(5_000);
    expect(isDeafTo(after, accept, 5_000 + unaskedMs - 1)).toBe(true);
    expect(isDeafTo(after, edit, 5_000 + unaskedMs - 1)).toBe(true);
    expect(isDeafTo(after, next, 5_001)).toBe(false);
    expect(isDeafTo(after, send, 5_001)).toBe(false);
    expect(isDeafTo(after, accept, 5_000 + unaskedMs)).toBe(false);
  });

  test("a key pressed before it and heard after it is deaf too", () => {
    expect(isDeafTo(startled(atRest(), 5_000), accept, 4_990)).toBe(true);
  });

  test("a burst that began in it stays unheard to its end", () => {
    let state = startled(atRest(), 5_000);
    for (let at = 5_100; at < 9_000; at += 150) {
      expect(isDeafTo(state, accept, at)).toBe(true);
      state = ignored(state, at);
    }
    expect(isDeafTo(state, accept, 9_600)).toBe(false);
  });
});

describe("a change that was asked for", () => {
  const opened = shown(acted(atRest(), 5_000), { ...scene(2, ""), isLoaded: false }, 5_020);

  test("nothing is decided until the next card has been on the screen a moment", () => {
    expect(isDeafTo(opened, accept, 7_000)).toBe(true);
    const there = shown(opened, scene(2), 7_000);
    expect(isDeafTo(there, accept, 7_000 + settleMs - 1)).toBe(true);
    expect(isDeafTo(there, accept, 7_000 + settleMs)).toBe(false);
  });

  test("what decides nothing goes on at full speed", () => {
    expect(isDeafTo(opened, edit, 5_030)).toBe(false);
    expect(isDeafTo(opened, next, 5_030)).toBe(false);
  });

  test("a taken card that leaves another behind: the other is seen first", () => {
    const left = shown(acted(atRest("card-1 triage-1"), 5_000), scene(1, "triage-1"), 5_010);
    expect(isDeafTo(left, accept, 5_200)).toBe(true);
    expect(isDeafTo(left, accept, 5_010 + settleMs)).toBe(false);
  });

  test("another step on the card is seen first", () => {
    expect(isDeafTo(settling(atRest(), 5_000), accept, 5_299)).toBe(true);
  });
});

/** What may happen at the desk, in any order: arrivals, moves, keys. */
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom("key", "key", "key", "swap", "message", "open", "load"),
    after: fc.integer({ min: 1, max: 700 }),
  }),
  { maxLength: 60 },
);

test("whatever happens, a decision is about a card that stood there for a moment, and long enough after a surprise", () => {
  fc.assert(
    fc.property(happenings, (story) => {
      let now = 0;
      let place: Scene = { ...scene(1, ""), isLoaded: false };
      let state = shown(attentive, place, now);
      let standsSince = 0;
      let surprisedAt = Number.NEGATIVE_INFINITY;
      for (const { what, after } of story) {
        now += after;
        if (what === "key") {
          if (isDeafTo(state, accept, now)) state = ignored(state, now);
          else {
            expect(place.isLoaded).toBe(true);
            expect(now - standsSince).toBeGreaterThanOrEqual(settleMs);
            expect(now - surprisedAt).toBeGreaterThanOrEqual(unaskedMs);
            state = acted(state, now);
            place = { ...scene((place.ticketId ?? 0) + 1, ""), isLoaded: false };
            state = shown(state, place, now);
          }
          continue;
        }
        if (what === "load" && !place.isLoaded) {
          place = { ...place, isLoaded: true, cards: `card-${now}` };
          standsSince = now;
        }
        if (what === "swap" && place.isLoaded && place.ticketId) {
          place = { ...place, cards: `card-${now}` };
          standsSince = surprisedAt = now;
        }
        if (what === "message" && place.isLoaded && place.ticketId) {
          place = { ...place, newestId: place.newestId + 1 };
          surprisedAt = now;
        }
        if (what === "open") {
          state = acted(state, now);
          place = { ...scene((place.ticketId ?? 0) + 1, ""), isLoaded: false };
        }
        state = shown(state, place, now);
      }
    }),
    { numRuns: 500 },
  );
});
