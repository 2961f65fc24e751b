/** Whether an action helped, as its signal says; asked again until it tells or the time for it is over. */
import { type Ctx, withTransaction } from "#lib/platform/context";
import { activeEvents, isResolved } from "#lib/tickets/active-events";
import { timeline } from "#lib/tickets/queries";
import { askAutomation } from "../automation";
import { type StoredAction, storedAction } from "../catalogue/queries";
import { lookUpSignal } from "../look-ups/signal";
import { askSignal, conclude } from "./conclude";
import { lockRun, type RunRow, runById } from "./rows";

/** `pending`: it does not tell yet; `silent`: it cannot be asked. */
type Signal = { state: "good" | "bad" | "pending" | "silent"; seen: Record<string, unknown> };

/** Asks the signal of a run once. Asking again is safe: a run is concluded once. */
export async function verifyRun(ctx: Ctx, { runId }: { runId: number }): Promise<void> {
  const run = await runById(ctx, runId);
  if (run.verification !== "pending" || run.executedAt === null) return;
  const stored = await storedAction(ctx, run.action);
  const { state, seen } = await signalOf(ctx, run, stored);
  await withTransaction(ctx, async (tx) => {
    const locked = await lockRun(tx, runId);
    if (locked.run.verification !== "pending") return;
    const over =
      run.executedAt !== null && tx.now().getTime() >= run.executedAt.getTime() + stored.verifyWithin * 1000;
    if (state === "good") return conclude(tx, locked, { state: "verified", signal: seen });
    if (state === "bad") return conclude(tx, locked, { state: "failed", signal: seen });
    if (!over && stored.verification !== "none") return askSignal(tx, locked.run, pauseOf(stored));
    // An alert that still fires, or an object that never got well, has told; what could not be asked has not.
    const isTold = state === "pending" && toldWays.some((way) => way === stored.verification);
    return conclude(tx, locked, { state: isTold ? "failed" : "skipped", signal: seen });
  });
}

const toldWays = ["endpoint", "tool", "alert"] as const;

/** Seconds between two askings: often enough to tell soon, and at most a few dozen times. */
function pauseOf({ verifyWithin }: StoredAction): number {
  return Math.max(1, Math.min(30, Math.ceil(verifyWithin / 20)));
}

async function signalOf(ctx: Ctx, run: RunRow, stored: StoredAction): Promise<Signal> {
  switch (stored.verification) {
    case "none":
    case "person":
      return { state: "silent", seen: {} };
    case "tool":
      return lookUpSignal(ctx, stored.check, run.arguments, run.ticketId);
    case "alert":
      return alertSignal(ctx, run);
    case "endpoint": {
      const answer = await askAutomation(ctx, stored, {
        operation: "verify",
        arguments: run.arguments,
        run: { id: run.id, ticketId: run.ticketId },
      });
      if (answer.outcome !== "answered") return { state: "silent", seen: { reason: answer.reason } };
      const { state, ...seen } = answer.body;
      if (state === "good" || state === "bad" || state === "pending") return { state, seen };
      return { state: "silent", seen: { reason: "The answer does not say whether it is good." } };
    }
  }
}

async function alertSignal(ctx: Ctx, { ticketId }: RunRow): Promise<Signal> {
  const events = activeEvents(await timeline(ctx, ticketId));
  const alerts = events.filter(({ kind }) => kind === "alert_firing");
  if (alerts.length === 0) return { state: "silent", seen: {} };
  const firing = alerts.filter((alert) => !isResolved(events, alert));
  return firing.length === 0
    ? { state: "good", seen: {} }
    : { state: "pending", seen: { firing: firing.length } };
}
