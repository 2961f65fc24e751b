/** Cuts the clock of a replay into waves: what of it can happen at once because nothing in it bears on the rest. */
import { startsRun } from "#lib/tickets/model";
import type { ReplayStep, Tick } from "./wall-clock";

/** True for a step by which the analyst answers what was proposed before it. */
export function isAnswer({ event: { kind } }: ReplayStep): boolean {
  return kind === "analyst_reply" || kind === "tool_call" || kind === "handover";
}

/** Steps in the order of the clock, and the close that ends them, if one does. */
export type Wave = { steps: ReplayStep[]; close: Tick | null };

/**
 * Every tick once, in order. In a wave a ticket is looked at once at most, and nothing happens on it after that; a
 * close, from which something may be learned, ends the wave. So every run knows what it would have known alone.
 */
export function* waves(ticks: readonly Tick[]): Generator<Wave> {
  let steps: ReplayStep[] = [];
  const withRun = new Set<number>();
  for (const tick of ticks) {
    const { event, of } = tick;
    if (!event) {
      yield { steps, close: tick };
      steps = [];
      withRun.clear();
      continue;
    }
    if (withRun.has(of.number)) {
      yield { steps, close: null };
      steps = [];
      withRun.clear();
    }
    steps.push({ ...tick, event });
    if (startsRun(event.kind)) withRun.add(of.number);
  }
  if (steps.length > 0) yield { steps, close: null };
}
