/** The worker process: binds every job to what it does, and runs the periodic tasks. Any number of them share one database. */

import { investigator } from "#lib/investigation/investigator";
import { fresh } from "#lib/platform/fresh";
import "#lib/code-tools";
import "#lib/reactions";
import { setMaxListeners } from "node:events";
import { constants, setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { closeDatabase } from "#db/client";
import { migrateDatabase } from "#db/migrate";
import { openApprentice } from "#lib/agent/apprentice-state";
import { recordFailure } from "#lib/agent/conclusion";
import { releaseHeld } from "#lib/agent/held-cards";
import { type AgentPorts, runAgent } from "#lib/agent/loop";
import { askModel } from "#lib/agent/model-turn";
import { policy } from "#lib/agent/policy";
import { proposeRules } from "#lib/alert-rules/proposing";
import { watchRows } from "#lib/audit/missing-rows";
import { publishHead } from "#lib/audit/published-head";
import { recordReplyOutcome } from "#lib/delivery/commands";
import { deliverReply } from "#lib/delivery/deliver";
import { deliverNotice, giveUpNotice } from "#lib/delivery/pages/state-machine";
import { playStep } from "#lib/demo/play";
import { runImport } from "#lib/imports/run";
import { resolveQuietIncident } from "#lib/incidents/commands";
import { endOverLimits, findStoppedHeartbeats } from "#lib/incidents/record-alerts";
import { briefOfPage } from "#lib/investigation/case-brief";
import { gradeClosed } from "#lib/investigation/grade";
import { recordUnrun, runTool } from "#lib/investigation/run-tool";
import { indexTickets } from "#lib/knowledge/commands";
import { detectMajor } from "#lib/major/detecting";
import { proposeAhead, proposeClosings, withdrawClosings } from "#lib/major/notices";
import { pastReader } from "#lib/major/report-intake";
import { resumeRested } from "#lib/major/resuming";
import { refreshServers } from "#lib/mcp/refresh";
import { mcpTools } from "#lib/mcp/tools";
import { ingestSamples } from "#lib/metrics/ingest";
import { pollSources } from "#lib/metrics/polling";
import { forgetOldPoints } from "#lib/metrics/retention";
import { findSilence } from "#lib/metrics/sources-alerts";
import { openFilling } from "#lib/models/fill-vectors";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { saveUsage } from "#lib/models/model-usage";
import { embeddingEndpoint } from "#lib/models/models";
import { openQueryEmbedding } from "#lib/models/query-embedding";
import { followCalendars } from "#lib/oncall/calendar/refresh";
import { pageDue } from "#lib/oncall/causes";
import { escalateDue, resolveFinishedPages } from "#lib/oncall/paging/state-machine";
import { chainAudit } from "#lib/platform/audit-chain";
import { pruneChanges } from "#lib/platform/changes";
import { agentCtx, type Ctx, systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import { type FailedJob, type JobHandlers, type RunningJobs, startJobs } from "#lib/platform/jobs/runner";
import { log } from "#lib/platform/log";
import { loggedText } from "#lib/platform/log-safely";
import { forgetRequests } from "#lib/platform/once";
import { pruneAttempts } from "#lib/platform/sign-in/attempts";
import { startTracing } from "#lib/platform/tracing/sdk";
import { checkConnections, connectionsOf } from "#lib/postgres/connections";
import { holdServer } from "#lib/postgres/launcher";
import { answerQuestion } from "#lib/questions/answer";
import { failQuestion } from "#lib/questions/commands";
import { summarise } from "#lib/questions/summarise";
import { noteRecurrence } from "#lib/remediation/autonomy/recurrence";
import { executeRun } from "#lib/remediation/runs/execute";
import { expireRun } from "#lib/remediation/runs/expire";
import { undoRun } from "#lib/remediation/runs/roll-back";
import { runUnasked } from "#lib/remediation/runs/unasked";
import { verifyRun } from "#lib/remediation/runs/verify";
import { actionTools } from "#lib/remediation/tools";
import { runAskedScenarios } from "#lib/scenarios/saved";
import { modelEndpoint } from "#lib/settings/queries";
import { stopWhenAsked } from "#lib/start/stopping";
import type { RecordedRun } from "#lib/suggestions/agent-run";
import { pageProposal } from "#lib/suggestions/paging";
import { askForMissingRuns } from "#lib/tickets/overlooked";
import { lacksClocks, recomputeClocks } from "#lib/tickets/recompute";
import { ringDue } from "#lib/tickets/ringing";
import { installedTools } from "#lib/tools/installed";
import { watchForRules } from "#lib/watch/watching";

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
/** What is done seldom is done for the first time so long after the start, in milliseconds. */
const latestBeginning = 10_000;
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

/** What is shown of a reply whose job failed for a reason of our own; the log has it. */
const givenUp = { attempt: null, outcome: { outcome: "refused", reason: "Vigil itself failed." } } as const;

const handlers: JobHandlers = {
  "agent.consider": async (job) => {
    await noteRecurrence(systemCtx("remediation"), job.ticketId);
    await followUp(await runAgent(agentCtx(), job, ports));
  },
  "agent.askModel": async (job) => followUp(await askModel(agentCtx(), job, ports)),
  "agent.runTool": (job) => runTool(systemCtx("diagnostics"), job, tools),
  "questions.answer": (job) => answerQuestion(agentCtx(), job, ports),
  "questions.summarise": (job) => summarise(agentCtx(), job, ports),
  "tickets.deliver": (job) => deliverReply(systemCtx("delivery"), job),
  "learning.learn": async (job) => {
    await apprentice.learn(systemCtx("learning"), job);
    await gradeClosed(systemCtx("investigation"), job.ticketId);
  },
  "knowledge.index": ({ ref }) => indexTickets(systemCtx("knowledge"), { ticketIds: [ref] }),
  "incidents.settle": async (job) => void (await resolveQuietIncident(systemCtx("incidents"), job)),
  "imports.run": ({ importId }) => runImport(systemCtx("import"), importId),
  "scenarios.run": () => runAskedScenarios(systemCtx("scenarios")),
  "remediation.execute": (job) => executeRun(systemCtx("remediation"), job),
  "remediation.verify": (job) => verifyRun(systemCtx("remediation"), job),
  "remediation.rollBack": (job) => undoRun(systemCtx("remediation"), job),
  "remediation.expire": (job) => expireRun(systemCtx("remediation"), job),
  "oncall.escalate": (job) => escalateDue(systemCtx("on-call"), job),
  "oncall.notify": (job) => deliverNotice(systemCtx("on-call"), job, briefOfPage),
  "sla.recompute": async () => void (await recomputeClocks(systemCtx("sla"))),
  "demo.step": (job) => playStep(systemCtx("demo"), job),
};

if (await lacksClocks(systemCtx("sla"))) await recomputeClocks(systemCtx("sla"));
const jobs = await startJobs({
  url,
  handlers,
  onFailed,
  concurrency: VIGIL_WORKER_CONCURRENCY,
  retentionHours: VIGIL_JOB_RETENTION_HOURS,
  warn: (message) => log().warn(loggedText(message)),
});
living = jobs.living;
const awakeSince = new Date();
// Each periodic task sleeps until it is woken by this signal.
setMaxListeners(50, stopping);
work.jobs = jobs;
const readPast = pastReader();
work.periodicTasks = [
  every(1_000, () => chainAudit(systemCtx("audit"))),
  every(5_000, () => publishHead(systemCtx("audit"))),
  every(2_000, () => tools.refresh(systemCtx("settings"))),
  every(5_000, () => refreshServers(systemCtx("mcp"))),
  every(2_000, () => fillVectors(systemCtx("knowledge"), stopping)),
  every(500, () => ingestSamples(systemCtx("metrics"), stopping)),
  every(2_000, () => pollSources(systemCtx("metrics"))),
  every(15_000, () => findSilence(systemCtx("metrics"), awakeSince)),
  every(600_000, () => forgetOldPoints(systemCtx("metrics"))),
  every(30_000, () => followCalendars(systemCtx("on-call"))),
  every(15_000, () => resolveFinishedPages(systemCtx("on-call"))),
  every(60_000, () => readPast(systemCtx("major"))),
  every(1_000, () => detectMajor(systemCtx("major"))),
  every(1_000, () => watchForRules(systemCtx("watch"))),
  every(5_000, () => followMajor()),
  every(600_000, () => proposeRules(systemCtx("alert rules"))),
  every(15_000, () => findStoppedHeartbeats(systemCtx("heartbeats"), {})),
  every(15_000, () => endOverLimits(systemCtx("limits"), {})),
  every(600_000, () => pruneChanges(systemCtx("feed"))),
  every(600_000, () => forgetRequests(systemCtx("requests"))),
  every(1_000, ringTimers),
  every(5_000, seeToOverlooked),
  every(60_000, () => releaseHeld(systemCtx("attention"))),
  every(5_000, () => saveUsage(systemCtx("usage"))),
  every(600_000, () => pruneAttempts(systemCtx("sign-in"))),
];
log().info({ executor: jobs.executorId, learned: apprentice.position() }, "The worker is ready.");
process.send?.("ready");

/** What a new card leads to by itself. */
async function followUp(recorded: RecordedRun | null): Promise<void> {
  if (!recorded?.suggestion) return;
  await runUnasked(agentCtx(), recorded.suggestion);
  await pageProposal(agentCtx(), recorded.suggestion);
}

/** A failed look or reply is shown on its ticket; every failure is in the log. */
async function onFailed({ name, input, error }: FailedJob): Promise<void> {
  log().error({ job: name, input, error }, "A job was given up.");
  if (name === "agent.consider") await recordFailure(agentCtx(), input);
  if (name === "agent.runTool") await recordUnrun(systemCtx("diagnostics"), input);
  if (name === "questions.answer") await failQuestion(systemCtx("questions"), input);
  if (name === "oncall.notify") await giveUpNotice(systemCtx("on-call"), input);
  if (name === "tickets.deliver") await recordReplyOutcome(systemCtx("delivery"), { ...input, ...givenUp });
}

async function followMajor(): Promise<void> {
  await proposeAhead(systemCtx("major"));
  await proposeClosings(systemCtx("major"));
  await withdrawClosings(systemCtx("major"));
  await resumeRested(systemCtx("major"));
}

async function ringTimers(): Promise<void> {
  await ringDue(
    systemCtx("follow-up"),
    (ticketId, error) =>
      log().error({ ticketId, error }, "A timer failed; it is tried again in ten minutes."),
    { stopping, tell: pageDue },
  );
}

async function seeToOverlooked(): Promise<void> {
  const overlooked = await askForMissingRuns(systemCtx("watch"));
  if (overlooked.length > 0) log().warn({ overlooked }, "Events had no agent run; it was asked for again.");
}

/** Begins after one turn: whoever has written while no worker was there is waited for by nothing else at first. */
async function every(milliseconds: number, work: () => Promise<unknown>): Promise<void> {
  const wait = (pause: number) => sleep(pause, undefined, { signal: stopping }).catch(() => {});
  await wait(Math.min(milliseconds, latestBeginning));
  while (!stopping.aborted) {
    await work().catch((error: unknown) =>
      log().warn({ error }, "A periodic task failed and will be tried again."),
    );
    await wait(milliseconds);
  }
}

/** Reads a setting at most once a second: a change is seen soon, and a busy worker does not ask for each ticket. */
function once<T>(read: (ctx: Ctx) => Promise<T>): () => Promise<T> {
  const recently = fresh(1_000, (ctx) => read(ctx));
  return () => recently(systemCtx("settings"), null);
}
