/** The execution: released in one transaction, asked for once under one key, and written down. Safe to be killed anywhere. */
import { type Ctx, withTransaction } from "#lib/platform/context";
import { ticketById } from "#lib/tickets/queries";
import { askAutomation } from "../automation";
import { noCategory } from "../autonomy/model";
import { type StoredAction, storedAction } from "../catalogue/queries";
import { effectOf } from "../effect";
import { askExecutionTool } from "../execution-tool/execution-tool";
import { inWords } from "../model";
import { type Execution, finish } from "./conclude";
import { areStopped, refusalOf } from "./release";
import { lockRun, type RunRow, runById, setRun, tell, tellResult } from "./rows";

/** The points a run passes, in order; a test stops the process at each. */
export const points = ["begun", "looked", "released", "asked", "written"] as const;
export type Reach = (point: (typeof points)[number]) => void | Promise<void>;

/**
 * Executes an approved run. Run again after a crash it goes on where it was: what was not released is looked at anew;
 * what was asked for is asked again under the same key only where the other side does a key once, and is otherwise left
 * to the signal. So whatever happens there is one effect at most.
 */
export async function executeRun(
  ctx: Ctx,
  { runId }: { runId: number },
  reach: Reach = () => {},
): Promise<void> {
  const before = await runById(ctx, runId);
  await reach("begun");
  let stored: StoredAction | null;
  if (before.status === "executing") {
    stored = await storedAction(ctx, before.action);
    if (stored.kind === "by_hand") return;
    const reason = await whyNotAgain(ctx, before, stored);
    if (reason !== null) return writeDown(ctx, runId, { outcome: "unknown", reason });
  } else {
    stored = before.status === "approved" ? await released(ctx, before, reach) : null;
    if (!stored) return;
    await reach("released");
    if (stored.kind === "by_hand") return;
  }
  const execution = await ask(ctx, await runById(ctx, runId), stored);
  await reach("asked");
  await writeDown(ctx, runId, execution);
  await reach("written");
}

/** Why an execution that may have been asked for is not asked for again; null where it may be, and is done once all the same. */
async function whyNotAgain(ctx: Ctx, run: RunRow, stored: StoredAction): Promise<string | null> {
  const died = "Vigil stopped while it was waiting for the answer";
  if (!stored.keepsKeys) return `${died}, and does not ask twice.`;
  // What was approved is asked for, never what it was made since.
  if (stored.version !== run.version) return `${died}, and the action was changed before it could ask again.`;
  if (!stored.enabled) return `${died}, and the action was switched off before it could ask again.`;
  if (await areStopped(ctx)) return `${died}, and actions were stopped before it could ask again.`;
  return null;
}

/**
 * Looks at the object again and, when all still holds, marks the run as being executed; else it ends here, with why.
 * Returns the action as it was released: what is changed a moment later is not what was approved.
 */
async function released(
  ctx: Ctx,
  { id: runId, ticketId, arguments: given }: RunRow,
  reach: Reach,
): Promise<StoredAction | null> {
  const run = await runById(ctx, runId);
  const dry = await effectOf(ctx, await storedAction(ctx, run.action), given, { id: 0, ticketId });
  await reach("looked");
  return withTransaction(ctx, async (tx) => {
    const locked = await lockRun(tx, runId);
    if (locked.run.status !== "approved") return null;
    const reason = dry.isAnswered
      ? await refusalOf(tx, locked, dry.effect)
      : `It could not be looked at again before: ${dry.reason}`;
    if (reason === null) {
      const { category } = await ticketById(tx, ticketId);
      // What comes of it is evidence of what the ticket is filed under now, not when somebody first looked.
      const after = await setRun(tx, runId, {
        status: "executing",
        startedAt: tx.now(),
        category: category ?? noCategory,
      });
      if (locked.stored.kind === "by_hand")
        await tell(tx, after, "release", `${inWords(run.action)} is to be done by hand now, and confirmed.`);
      return locked.stored;
    }
    const after = await setRun(tx, runId, { status: "refused", reason });
    await tell(tx, after, "refuse", `${inWords(run.action)} was not executed. ${reason}`);
    await tellResult(tx, after, { outcome: "refused", reason });
    return null;
  });
}

async function ask(ctx: Ctx, run: RunRow, stored: StoredAction): Promise<Execution> {
  const key = run.idempotencyKey;
  const answer =
    stored.kind === "mcp"
      ? await askExecutionTool(ctx, stored, run.arguments, { isDryRun: false, key })
      : await askAutomation(ctx, stored, {
          operation: "execute",
          arguments: run.arguments,
          run: { id: run.id, ticketId: run.ticketId },
          key,
          expects: run.effect.object,
        });
  if (answer.outcome === "answered") return { outcome: "done", result: answer.body };
  return { outcome: answer.outcome === "refused" ? "failed" : "unknown", reason: answer.reason };
}

function writeDown(ctx: Ctx, runId: number, execution: Execution): Promise<void> {
  return withTransaction(ctx, async (tx) => finish(tx, await lockRun(tx, runId), execution));
}
