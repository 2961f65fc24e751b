/** Kills one part after the other at random, and takes the time until each serves again. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Pool } from "#db/client";
import type { Installation } from "#lib/bench/installation";
import { cpuOf } from "#lib/bench/processes";
import type { Dice } from "#lib/demo/story/dice";
import { processOf, type Target } from "./parts";
import type { Traffic } from "./sending";

/**
 * `seconds` until the part served again, null when it did not before the limit; `processor`: the processor's seconds the
 * new process of web or worker had used by then, which depend far less on what else the machine does.
 */
export type Recovery = {
  target: Target;
  signal: NodeJS.Signals;
  atSecond: number;
  seconds: number | null;
  processor: number | null;
};

/** Half of the kills leave no time for anything; Postgres is also told to stop at once, as a restart does. */
const signals = {
  web: ["SIGKILL", "SIGTERM"],
  worker: ["SIGKILL", "SIGTERM"],
  Postgres: ["SIGKILL", "SIGINT"],
} as const;
const pollMs = 25;
const recoveryLimitMs = 60_000;

/** Kills one of `targets` after the other until `signal` aborts, with three to eight seconds between a recovery and the next kill. */
export async function kill(
  installation: Installation,
  pool: Pool,
  {
    traffic,
    targets,
    dice,
    signal,
  }: { traffic: Traffic; targets: readonly [Target, ...Target[]]; dice: Dice; signal: AbortSignal },
): Promise<Recovery[]> {
  const recoveries: Recovery[] = [];
  const started = performance.now();
  while (!signal.aborted) {
    await sleep(dice.between(3_000, 8_000), undefined, { signal }).catch(() => {});
    const target = dice.pick(targets);
    const how = dice.pick(signals[target]);
    const pid = processOf(installation, target);
    if (signal.aborted || pid === null) continue;
    process.kill(pid, how);
    const killedAt = performance.now();
    const isBack = comeBack(target, { installation, pool, traffic, pid });
    const seconds = await until(isBack, killedAt);
    const atSecond = Math.round((killedAt - started) / 1_000);
    const processor = target === "Postgres" ? null : cpuOf(processOf(installation, target) ?? 0);
    recoveries.push({ target, signal: how, atSecond, seconds, processor });
  }
  return recoveries;
}

/**
 * Asks whether the part is back. A worker is when it has looked at something, the others when a webhook request is acknowledged:
 * counted from when another process is seen, for one that is asked to end goes on for a while.
 */
function comeBack(
  target: Target,
  {
    installation,
    pool,
    traffic,
    pid,
  }: { installation: Installation; pool: Pool; traffic: Traffic; pid: number },
): () => Promise<boolean> {
  let other: { newest: number; since: number } | null = null;
  return async () => {
    if (!isOther(installation, target, pid)) return false;
    other ??= { newest: await seen(pool), since: performance.now() };
    const { newest, since } = other;
    return target === "worker"
      ? (await seen(pool)) > newest
      : traffic.acknowledged.some(({ acknowledgedAt }) => acknowledgedAt > since);
  };
}

async function until(isBack: () => Promise<boolean>, since: number): Promise<number | null> {
  while (performance.now() - since < recoveryLimitMs) {
    if (await isBack().catch(() => false)) return (performance.now() - since) / 1_000;
    await sleep(pollMs);
  }
  return null;
}

/** The part runs, as another process than the one that was killed. */
function isOther(installation: Installation, target: Target, pid: number): boolean {
  const now = processOf(installation, target);
  return now !== null && now !== pid;
}

/** The newest look. */
async function seen({ db }: Pool): Promise<number> {
  const [row] = await db.execute<{ newest: number }>(
    sql`select coalesce(max(id), 0)::float8 as newest from agent_run`,
  );
  return row?.newest ?? 0;
}
