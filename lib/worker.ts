/** The worker process: opens what jobs and periodic tasks need, and lets them run. Any number of them share one database. */
import "#lib/code-tools";
import "#lib/reactions";
import { constants, setPriority } from "node:os";
import { closeDatabase } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { openApprentice } from "#lib/agent/apprentice-state";
import type { AgentPorts } from "#lib/agent/loop";
import { policy } from "#lib/agent/policy";
import { watchRows } from "#lib/audit/missing-rows";
import { investigator } from "#lib/investigation/investigator";
import { mcpTools } from "#lib/mcp/tools";
import { openFilling } from "#lib/models/fill-vectors";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { embeddingEndpoint } from "#lib/models/models";
import { openQueryEmbedding } from "#lib/models/query-embedding";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { fresh } from "#lib/platform/fresh";
import { collectWhenIdle } from "#lib/platform/idle-memory";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import { type RunningJobs, startJobs } from "#lib/platform/jobs/runner";
import { log } from "#lib/platform/log";
import { loggedText } from "#lib/platform/log-safely";
import { startTracing } from "#lib/platform/tracing/sdk";
import { checkConnections, connectionsOf } from "#lib/postgres/connections";
import { holdServer } from "#lib/postgres/launcher";
import { actionTools } from "#lib/remediation/tools";
import { modelEndpoint } from "#lib/settings/queries";
import { stopWhenAsked } from "#lib/start/stopping";
import { lacksClocks, recomputeClocks } from "#lib/tickets/recompute";
import { installedTools } from "#lib/tools/installed";
import { jobHandlers, onFailed } from "./job-handlers";
import { startPeriodicTasks } from "./periodic-tasks";

const {
  DATABASE_URL: url,
  DATABASE_POOL,
  VIGIL_WORKER_CONCURRENCY,
  VIGIL_DATA_DIR,
  VIGIL_JOB_RETENTION_HOURS,
  VIGIL_MODEL_CONCURRENCY,
  VIGIL_MODEL_RATE,
} = env();
if (!url)
  throw new Error("DATABASE_URL is not set. Start Vigil with `npm start`, which provides a database.");
const sendLastSpans = await startTracing("worker");
const work: { jobs?: RunningJobs; periodicTasks: Promise<void>[] } = { periodicTasks: [] };
const { signal: stopping } = stopWhenAsked(async () => {
  await Promise.all([work.jobs?.stop(), ...work.periodicTasks]);
  await closeDatabase();
  await sendLastSpans();
});
holdServer(url, `${VIGIL_DATA_DIR}/postgres`);
// Where processors are short, who waits for an answer goes before thinking about it.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const tooFew = await checkConnections(url, connectionsOf("worker", DATABASE_POOL));
if (tooFew) log().warn(tooFew);
await migrateDatabase(url);
await migrateJobs(url);

watchRows();
const apprentice = await openApprentice(systemCtx("learning"), { isEager: true });
const toolsOfServers = mcpTools();
const tools = installedTools(async (ctx) => [...(await actionTools(ctx)), ...(await toolsOfServers(ctx))]);
await tools.refresh(systemCtx("settings"));
let living = () => 1;
const endpoint = once(modelEndpoint);
const embedding = async () => embeddingEndpoint(await endpoint());
const fillVectors = openFilling(embedding, VIGIL_MODEL_RATE);
const ports: AgentPorts = {
  apprentice,
  tools,
  investigator,
  calls: modelCalls(
    { ...usualLimits, concurrency: VIGIL_MODEL_CONCURRENCY, perMinute: VIGIL_MODEL_RATE },
    { living: () => living() },
  ),
  embedQuery: openQueryEmbedding(embedding, () => living()),
  endpoint,
  policy: once(policy),
};

if (await lacksClocks(systemCtx("sla"))) await recomputeClocks(systemCtx("sla"));
const jobs = await startJobs({
  url,
  handlers: jobHandlers(ports),
  onFailed,
  concurrency: VIGIL_WORKER_CONCURRENCY,
  retentionHours: VIGIL_JOB_RETENTION_HOURS,
  warn: (message) => log().warn(loggedText(message)),
});
living = jobs.living;
work.jobs = jobs;
work.periodicTasks = startPeriodicTasks({ tools, fillVectors, stopping });
log().info({ executor: jobs.executorId, learned: apprentice.position() }, "The worker is ready.");
process.send?.("ready");
collectWhenIdle();

/** Reads a setting at most once a second: a change is seen soon, and a busy worker does not ask for each ticket. */
function once<T>(read: (ctx: Ctx) => Promise<T>): () => Promise<T> {
  const recently = fresh(1_000, (ctx) => read(ctx));
  return () => recently(systemCtx("settings"), null);
}
