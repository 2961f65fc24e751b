/** A worker to be killed in tests: executes one run, or rolls it back, and stops dead at the point it is told. */
import "#lib/code-tools";
import "#lib/reactions";
import { openPool } from "#db/client";
import { systemCtx } from "#lib/platform/context";
import { executeRun } from "../runs/execute";
import { undoRun } from "../runs/roll-back";

const { DATABASE_URL = "", RUN_ID = "", KILL_AT = "", OPERATION = "execute" } = process.env;
const { db } = openPool(DATABASE_URL, 2);
const ctx = systemCtx("remediation", db);
const runId = Number(RUN_ID);
const reach = (point: string) => {
  if (point === KILL_AT) process.kill(process.pid, "SIGKILL");
};
await (OPERATION === "execute" ? executeRun(ctx, { runId }, reach) : undoRun(ctx, { runId }, reach));
process.exit(0);
