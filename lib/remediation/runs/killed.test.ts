/** A worker is killed at every point of an execution, and in the middle of the answer; another takes over: one effect at most. */
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { startAutomation } from "../testing/automation";
import { alertTicket, approvedRun, installed, workerOf } from "../testing/environment";
import { workerDies } from "../testing/worker-death";
import { rollBackRun } from "./commands";
import { executeRun, points } from "./execute";
import { runView } from "./queries";
import { undoPoints, undoRun } from "./roll-back";

/** Deaths in all; `VIGIL_KILLS=200` makes the figure of docs/remediation-measurements.md. */
const kills = Number(process.env.VIGIL_KILLS ?? 1);
const secret = "a secret of the tests, long enough";

beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", secret);
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
});
afterEach(() => vi.unstubAllEnvs());

type Death = { operation: "execute" | "roll_back"; at: string; keepsKeys: boolean };
const deaths: Death[] = [true, false].flatMap((keepsKeys) => [
  ...[...points, "answering"].map((at) => ({ operation: "execute" as const, at, keepsKeys })),
  ...[...undoPoints, "answering"].map((at) => ({ operation: "roll_back" as const, at, keepsKeys })),
]);
const all = Array.from(
  { length: Math.max(deaths.length, kills) },
  (_, place) => deaths[place % deaths.length],
);

test(`${all.length} workers are killed`, { timeout: 3_600_000 }, async ({ ctx }) => {
  const tally = { killed: 0, effects: 0, lost: 0 };
  for (const death of all) {
    if (!death) continue;
    const { effects, isKilled, status } = await dies(ctx, death);
    expect({ death, effects, isKilled }).toEqual({ death, effects, isKilled: true });
    expect(effects, JSON.stringify(death)).toBeLessThanOrEqual(1);
    // Where the other side does a key once, the work is done in the end, whenever the worker died.
    if (death.keepsKeys) expect([death, effects, status]).toEqual([death, 1, "done"]);
    tally.killed++;
    tally.effects += effects;
    if (effects === 0) tally.lost++;
  }
  console.info(`${tally.killed} killed, ${tally.effects} effects, ${tally.lost} without one, 0 twice`);
});

/** One run whose worker dies, and another worker that takes it over twice. */
async function dies(ctx: Ctx, { operation, at, keepsKeys }: Death) {
  const automation = await startAutomation(keepsKeys);
  const action = await installed(ctx, automation.url, { keepsKeys });
  const { ticketId } = await alertTicket(ctx);
  const run = await approvedRun(ctx, action, ticketId);
  const job = { runId: run.id };
  if (operation === "roll_back") {
    await executeRun(workerOf(ctx), job);
    await rollBackRun(await person(ctx), job);
  }
  const isKilled = await workerDies({ ...job, operation, at }, secret, (child) => {
    if (at === "answering") automation.onEffect = () => void child.kill("SIGKILL");
  });
  automation.onEffect = null;
  for (const _ of [1, 2])
    await (operation === "execute" ? executeRun(workerOf(ctx), job) : undoRun(workerOf(ctx), job));
  const { status } = await runView(ctx, run.id);
  await automation.stop();
  const own = automation.effects.filter((effect) => effect.operation === operation);
  return { effects: own.length, isKilled, status };
}
