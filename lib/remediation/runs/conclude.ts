/** How a run goes on after its execution: what the execution came to, what the signal says, and what that is evidence of. */
import type { Ctx } from "#lib/platform/context";
import { enqueue } from "#lib/platform/jobs/enqueue";
import { recordOutcome } from "../autonomy/evidence";
import { inWords, type VerificationState } from "../model";
import { type LockedRun, type RunRow, setRun, tell, tellResult } from "./rows";

/** What an execution came to. `failed`: it did not happen. `unknown`: nobody can tell whether it did. */
export type Execution =
  | { outcome: "done"; result: Record<string, unknown> }
  | { outcome: "failed" | "unknown"; reason: string };

/** Writes down what the execution came to, and has the signal asked; the second word about the same execution changes nothing. */
export async function finish(tx: Ctx, { run, stored }: LockedRun, execution: Execution): Promise<void> {
  const isOpen = run.status === "executing" || (run.status === "unknown" && execution.outcome === "done");
  if (!isOpen) return;
  if (execution.outcome === "failed") {
    const after = await setRun(tx, run.id, { status: "failed", reason: execution.reason });
    await tell(tx, after, "fail", `${inWords(run.action)} was not executed: ${execution.reason}`);
    await tellResult(tx, after, { outcome: "failed", reason: execution.reason });
    return recordOutcome(tx, after, { isWrong: true, why: execution.reason });
  }
  const isDone = execution.outcome === "done";
  const after = await setRun(tx, run.id, {
    status: execution.outcome,
    executedAt: tx.now(),
    verification: run.verification ?? "pending",
    ...(isDone ? { result: execution.result } : { reason: execution.reason }),
  });
  const words = isDone
    ? `${inWords(run.action)} was executed. Whether it helped is ${stored.verification === "none" ? "not checked" : "being checked"}.`
    : `It is not known whether ${inWords(run.action)} was executed: ${execution.reason}`;
  await tell(tx, after, execution.outcome === "done" ? "execute" : "lose", words);
  if (run.status === "executing") await askSignal(tx, after, 1);
}

/** Asks the signal after so many seconds; each asking is a job of its own. */
export async function askSignal(tx: Ctx, run: RunRow, seconds: number): Promise<void> {
  const at = new Date(tx.now().getTime() + seconds * 1000);
  await enqueue(
    tx,
    "remediation.verify",
    { runId: run.id },
    { id: `action-verify:${run.id}:${at.getTime()}`, at },
  );
}

const verificationWords = {
  verified: (name) => `${name} helped: its signal is good again.`,
  failed: (name) => `${name} did not help: its signal is not good.`,
  skipped: (name) => `Nothing could tell whether ${name} helped.`,
} as const satisfies Record<Exclude<VerificationState, "pending">, (name: string) => string>;

/** As procedures word their cases: "If it did not help". */
const outcomeWords = {
  verified: "verified: it helped",
  failed: "it did not help, still bad",
  skipped: "executed, not verified",
} as const satisfies Record<keyof typeof verificationWords, string>;

/** What the signal said, or a person who looked. Where it did not help, rolling back is offered. */
export async function conclude(
  tx: Ctx,
  { run, stored }: Pick<LockedRun, "run" | "stored">,
  { state, signal }: { state: keyof typeof verificationWords; signal: Record<string, unknown> | null },
): Promise<void> {
  const after = await setRun(tx, run.id, { verification: state, verifiedAt: tx.now(), signal });
  const offer = state === "failed" && stored.canRollBack ? " It can be rolled back." : "";
  await tell(tx, after, "verify", `${verificationWords[state](inWords(run.action))}${offer}`);
  const result = {
    outcome: outcomeWords[state],
    ...(run.result ?? {}),
    ...(signal && Object.keys(signal).length > 0 && { signal }),
  };
  await tellResult(tx, after, result, state === "failed" ? { isUnhelpful: true } : {});
  if (state === "skipped") return;
  const isWrong = state === "failed";
  await recordOutcome(tx, after, { isWrong, why: isWrong ? "Its signal was not good afterwards." : "" });
}
