/** Replays for tests: each on an empty copy of the template database, dropped afterwards. */
import "#lib/code-tools";
import "#lib/reactions";
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { openPool } from "#db/client";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { commitAtOnce, createDatabaseFromTemplate, dropDatabase } from "#lib/postgres/databases";
import { ReplayOptions, type ReplayReport } from "../model";
import { type ReplayInput, runReplay } from "../run";
import type { LabelledDialogue } from "../star";

/** Runs `work` on an empty database. */
export async function onEmptyDatabase<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const server = inject("serverUrl");
  const name = `vigil_test_${process.ppid}_${process.pid}_${randomBytes(3).toString("hex")}`;
  const url = await createDatabaseFromTemplate(server, name, inject("template"));
  await commitAtOnce(server, name);
  const { db, sql } = openPool(url, 4);
  try {
    return await work(systemCtx("replay", db));
  } finally {
    await sql.end({ timeout: 5 });
    await dropDatabase(server, name);
  }
}

/** A replay of `dialogues` by the apprentice unless told otherwise. */
export function replayed(
  ctx: Ctx,
  dialogues: LabelledDialogue[],
  { endpoint = null, onProgress, articles = [], ...options }: Partial<ReplayOptions & ReplayInput> = {},
): Promise<ReplayReport> {
  const input = {
    file: "synthetic",
    dialogues,
    articles,
    options: ReplayOptions.parse(options),
    endpoint,
  };
  return runReplay(ctx, onProgress ? { ...input, onProgress } : input);
}

/** The report without what differs from run to run. */
export function timeless({ run: _, ...report }: ReplayReport) {
  const still = <Figures extends { agent_run_ms: unknown }>({ agent_run_ms: _, ...rest }: Figures) => rest;
  return { ...report, all: still(report.all), last_quarter: still(report.last_quarter) };
}
