/** Lays recorded dialogues on one clock, interleaved as they really overlapped. */
import type { DialogueEvent, LabelledDialogue } from "./star";

/** What a desk sees beside the words and look-ups of a dialogue. */
export type Aside = {
  kind: "note" | "alert_firing" | "alert_resolved" | "assignment" | "handover";
  at: number;
  body: string;
};
export type StepEvent = DialogueEvent | Aside;

/** Something that happens on a dialogue: its event number `place`, or its close when `event` is null. */
export type Tick = { at: number; of: TimedDialogue; place: number; event: StepEvent | null };

/** A tick that is no close. */
export type ReplayStep = Tick & { event: StepEvent };

/** A dialogue in its place among all, with times that strictly ascend. */
export type TimedDialogue = LabelledDialogue & {
  /** From 1 in the order of opening. */
  number: number;
  events: StepEvent[];
  closedAt: number;
};

/** The dialogues in the order of opening, the first `to` of them. */
export function inOrder(dialogues: readonly LabelledDialogue[], to = dialogues.length): TimedDialogue[] {
  return [...dialogues]
    .sort((left, right) => left.dialogue.openedAt - right.dialogue.openedAt)
    .slice(0, to)
    .map((one, index) => ({ ...one, ...ascending(one), number: index + 1 }));
}

/**
 * Every event and close in the order of the clock. What happened in the same millisecond on different
 * dialogues is ordered by `seed`; a dialogue's own events keep their order.
 */
export function wallClock(dialogues: readonly TimedDialogue[], seed: number): Tick[] {
  const ticks = dialogues.flatMap((of): Tick[] => [
    ...of.events.map((event, place) => ({ at: event.at, of, place, event })),
    { at: of.closedAt, of, place: of.events.length, event: null },
  ]);
  return ticks.sort(
    (left, right) =>
      left.at - right.at ||
      shuffled(left.of.number, seed) - shuffled(right.of.number, seed) ||
      left.place - right.place,
  );
}

/** A source's clock ticks in seconds; a desk stores what came later as later. */
function ascending({ dialogue }: LabelledDialogue): { events: DialogueEvent[]; closedAt: number } {
  let last = 0;
  const later = (at: number) => {
    last = Math.max(last + 1, at);
    return last;
  };
  const events = dialogue.events.map((event) => ({ ...event, at: later(event.at) }));
  return { events, closedAt: later(dialogue.closedAt) };
}

/** Distinct for distinct numbers, in an order that each seed makes anew (the finalizer of MurmurHash3). */
function shuffled(number: number, seed: number): number {
  let mixed = Math.imul(number ^ Math.imul(seed, 0x9e3779b9), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
