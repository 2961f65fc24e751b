/** Changing back what a run changed: asked for once under a key of its own, like the execution. */
import { type Ctx, withTransaction } from "#lib/platform/context";
import { askAutomation } from "../automation";
import { recordOutcome } from "../autonomy/evidence";
import { storedAction } from "../catalogue/queries";
import { inWords } from "../model";
import { ableOf } from "./release";
import { type LockedRun, lockRun, runById, setRun, tell } from "./rows";

/** The points rolling back passes, in order; a test stops the process at each. */
export const undoPoints = ["begun", "released", "asked", "written"] as const;

/** Rolls a run back. Where the other side does not do a key once, it is asked once, whatever happens. */
export async function undoRun(
  ctx: Ctx,
  { runId }: { runId: number },
  reach: (point: (typeof undoPoints)[number]) => void = () => {},
): Promise<void> {
  const run = await runById(ctx, runId);
  reach("begun");
  if (run.rollBackStartedAt === null || run.rolledBackAt !== null) return;
  const stored = await storedAction(ctx, run.action);
  const isLost = run.rollBackAskedAt !== null && !stored.keepsKeys;
  const reason = await withTransaction(ctx, async (tx) => {
    const fault = await undoFault(tx, await lockRun(tx, runId));
    await setRun(tx, runId, { rollBackAskedAt: tx.now() });
    return fault;
  });
  reach("released");
  const answer = isLost
    ? ({ outcome: "lost" } as const)
    : reason !== null
      ? ({ outcome: "refused", reason } as const)
      : stored.kind === "by_hand"
        ? ({ outcome: "answered", body: {} } as const)
        : await askAutomation(ctx, stored, {
            operation: "roll_back",
            arguments: run.arguments,
            run: { id: run.id, ticketId: run.ticketId },
            key: `${run.idempotencyKey}-back`,
            result: run.result,
          });
  reach("asked");
  await withTransaction(ctx, async (tx) => {
    const locked = await lockRun(tx, runId);
    if (locked.run.rolledBackAt !== null) return;
    if (answer.outcome === "lost") {
      const words = "It is not known whether it was: Vigil stopped while it waited, and does not ask twice.";
      await tell(
        tx,
        locked.run,
        "roll_back_failed",
        `${inWords(run.action)} may not be rolled back. ${words}`,
      );
    } else if (answer.outcome === "answered") {
      const after = await setRun(tx, runId, { rolledBackAt: tx.now() });
      await tell(tx, after, "roll_back", `${inWords(run.action)} was rolled back.`);
    } else {
      // Refused, nothing happened, and it may be asked for again.
      const isOpen = answer.outcome === "refused" || stored.keepsKeys;
      const after = isOpen
        ? await setRun(tx, runId, { rollBackStartedAt: null, rollBackAskedAt: null })
        : locked.run;
      await tell(
        tx,
        after,
        "roll_back_failed",
        `${inWords(run.action)} could not be rolled back: ${answer.reason}`,
      );
    }
    await recordOutcome(tx, locked.run, { isWrong: true, why: "It had to be rolled back." });
  });
  reach("written");
}

/** Why it may not be rolled back now, in a sentence; null when it may. */
async function undoFault(tx: Ctx, locked: LockedRun): Promise<string | null> {
  // Changed since, it is asked somewhere else, or for something else, than what was done.
  if (locked.stored.version !== locked.run.version) return "The action was changed since it was executed.";
  const able = await ableOf(tx, locked, locked.approvals, "roll_back");
  return able.size === 0 ? "Who asked for it may no longer do so." : null;
}
