/** A worker is killed at every point of an execution that an MCP tool does, and while its answer is on its way: one effect at most. */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, vi } from "vitest";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { executeRun, points } from "../runs/execute";
import { prepareRun } from "../runs/prepare";
import { runView } from "../runs/queries";
import { type Cluster, connected, scalingAction, startCluster } from "../testing/cluster";
import { alertTicket, approve, workerOf } from "../testing/environment";
import { workerDies } from "../testing/worker-death";

/** Deaths in all; `VIGIL_KILLS=200` makes the figure of docs/remediation-measurements.md. */
const kills = Number(process.env.VIGIL_KILLS ?? 1);
const secret = "a secret of the tests, long enough";

let cluster: Cluster;
beforeEach(async () => {
  vi.stubEnv("VIGIL_SECRET", secret);
  vi.stubEnv("VIGIL_OUTGOING_PRIVATE", "1");
  cluster = await startCluster();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await cluster.stop();
});

type Death = { at: string; keepsKeys: boolean };
const deaths: Death[] = [true, false].flatMap((keepsKeys) =>
  [...points, "answering"].map((at) => ({ at, keepsKeys })),
);
const all = Array.from(
  { length: Math.max(deaths.length, kills) },
  (_, place) => deaths[place % deaths.length],
);

test(`${all.length} workers are killed`, { timeout: 3_600_000 }, async ({ ctx }) => {
  const of = await connected(ctx, cluster);
  const actions = {
    kept: await scalingAction(of, { keepsKeys: true }),
    once: await scalingAction(of, { keepsKeys: false }),
  };
  const tally = { killed: 0, effects: 0, lost: 0 };
  for (const death of all) {
    if (!death) continue;
    const action = death.keepsKeys ? actions.kept : actions.once;
    const { effects, isKilled, status } = await dies(ctx, action, death);
    expect({ death, isKilled }).toEqual({ death, isKilled: true });
    expect(effects, JSON.stringify(death)).toBeLessThanOrEqual(1);
    if (death.keepsKeys) expect([death, effects, status]).toEqual([death, 1, "done"]);
    tally.killed++;
    tally.effects += effects;
    if (effects === 0) tally.lost++;
  }
  console.info(`${tally.killed} killed, ${tally.effects} effects, ${tally.lost} without one, 0 twice`);
});

/** One run whose worker dies, and another worker that takes it over twice. */
async function dies(ctx: Ctx, action: string, { at, keepsKeys }: Death) {
  cluster.set({ replicas: 2, keepsKeys, mode: at === "answering" ? "hang" : "answer" });
  const before = cluster.effects().length;
  const { ticketId } = await alertTicket(ctx);
  const analyst = await person(ctx);
  const given = { deployment: "checkout", replicas: 5 };
  const run = await approve(analyst, await prepareRun(analyst, { ticketId, action, arguments: given }));
  const isKilled = await workerDies({ runId: run.id, operation: "execute", at }, secret, (child) => {
    if (at === "answering") void killedOnceDone(before, () => child.kill("SIGKILL"));
  });
  cluster.set({ mode: "answer" });
  for (const _again of [1, 2]) await executeRun(workerOf(ctx), { runId: run.id });
  const { status } = await runView(ctx, run.id);
  return { effects: cluster.effects().length - before, isKilled, status };
}

async function killedOnceDone(before: number, kill: () => void): Promise<void> {
  while (cluster.effects().length === before) await sleep(20);
  kill();
}
