/** The end of the time to decide: a dry run nobody took up lapses; a request nobody answered is told to somebody. */
import { pageUndecided } from "#lib/oncall/causes";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { inWords } from "../model";
import { auditRun, lockRun, setRun, tell, tellResult } from "./rows";

/** Ends a run nobody decided on in time. Nothing that happens to a run moves its end. */
export async function expireRun(ctx: Ctx, { runId }: { runId: number }): Promise<void> {
  await withTransaction(ctx, async (tx) => {
    const { run } = await lockRun(tx, runId);
    if (tx.now() < run.expiresAt) return;
    if (run.status === "prepared") {
      const after = await setRun(tx, runId, { status: "expired", reason: "Nobody approved it in time." });
      return auditRun(tx, after, "lapse");
    }
    if (run.status !== "waiting") return;
    const reason = "A further approval was needed, and nobody decided in time.";
    const after = await setRun(tx, runId, { status: "expired", reason, isEscalated: true });
    await tellResult(tx, after, { outcome: "expired", reason });
    await tell(tx, after, "expire", `${inWords(run.action)} expired. ${reason}`, { isUndecided: true });
    await pageUndecided(tx, after);
  });
}
