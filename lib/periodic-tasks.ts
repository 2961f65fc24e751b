/** What a worker does every so often, whoever asks for it or not. */
import { setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { releaseHeld } from "#lib/agent/held-cards";
import { proposeRules } from "#lib/alert-rules/proposing";
import { publishHead } from "#lib/audit/published-head";
import { connectorIds } from "#lib/connectors/queries";
import { endOverLimits, endUntold, findStoppedHeartbeats } from "#lib/incidents/record-alerts";
import { detectMajor } from "#lib/major/detecting";
import { proposeAhead, proposeClosings, withdrawClosings } from "#lib/major/notices";
import { pastReader } from "#lib/major/report-intake";
import { resumeRested } from "#lib/major/resuming";
import { refreshServers } from "#lib/mcp/refresh";
import { ingestSamples } from "#lib/metrics/ingest";
import { pollSources } from "#lib/metrics/polling";
import { forgetOldPoints } from "#lib/metrics/retention";
import { findSilence } from "#lib/metrics/sources-alerts";
import type { openFilling } from "#lib/models/fill-vectors";
import { saveUsage } from "#lib/models/model-usage";
import { asOnCall } from "#lib/oncall/actor";
import { followCalendars } from "#lib/oncall/calendar/refresh";
import { pageDue } from "#lib/oncall/causes";
import { resolveFinishedPages } from "#lib/oncall/paging/state-machine";
import { chainAudit } from "#lib/platform/audit-chain";
import { pruneChanges } from "#lib/platform/changes";
import { systemCtx } from "#lib/platform/context";
import { log } from "#lib/platform/log";
import { forgetRequests } from "#lib/platform/once";
import { pruneAttempts } from "#lib/platform/sign-in/attempts";
import { askForMissingRuns } from "#lib/tickets/overlooked";
import { ringDue } from "#lib/tickets/ringing";
import type { installedTools } from "#lib/tools/installed";
import { watchForRules } from "#lib/watch/watching";

/** What is done seldom is done for the first time so long after the start, in milliseconds. */
const latestBeginning = 10_000;

type Needs = {
  /** Read anew where settings or servers changed them. */
  tools: ReturnType<typeof installedTools>;
  fillVectors: ReturnType<typeof openFilling>;
  stopping: AbortSignal;
};

/** Begins them all; each resolves once it has ended after `stopping`. */
export function startPeriodicTasks({ tools, fillVectors, stopping }: Needs): Promise<void>[] {
  const awakeSince = new Date();
  const readPast = pastReader();
  // Each sleeps until it is woken by this signal.
  setMaxListeners(50, stopping);
  const every = (milliseconds: number, work: () => Promise<unknown>) => repeat(milliseconds, work, stopping);
  return [
    every(1_000, () => chainAudit(systemCtx("audit"))),
    every(5_000, () => publishHead(systemCtx("audit"))),
    every(2_000, () => tools.refresh(systemCtx("settings"))),
    every(5_000, () => refreshServers(systemCtx("mcp"))),
    every(2_000, () => fillVectors(systemCtx("knowledge"), stopping)),
    every(500, () => ingestSamples(systemCtx("metrics"), stopping)),
    every(2_000, () => pollSources(systemCtx("metrics"))),
    every(15_000, () => findSilence(systemCtx("metrics"), awakeSince)),
    every(600_000, () => forgetOldPoints(systemCtx("metrics"))),
    every(30_000, () => followCalendars(asOnCall(systemCtx("on-call")))),
    every(15_000, () => resolveFinishedPages(asOnCall(systemCtx("on-call")))),
    every(60_000, () => readPast(systemCtx("major"))),
    every(1_000, () => detectMajor(systemCtx("major"))),
    every(1_000, () => watchForRules(systemCtx("watch"))),
    every(5_000, followMajor),
    every(600_000, () => proposeRules(systemCtx("alert rules"))),
    every(15_000, () => findStoppedHeartbeats(systemCtx("heartbeats"), {})),
    every(600_000, endWhatNobodyEnds),
    every(15_000, () => endOverLimits(systemCtx("limits"), {})),
    every(600_000, () => pruneChanges(systemCtx("feed"))),
    every(600_000, () => forgetRequests(systemCtx("requests"))),
    every(1_000, () => ringTimers(stopping)),
    every(5_000, seeToOverlooked),
    every(60_000, () => releaseHeld(systemCtx("attention"))),
    every(5_000, () => saveUsage(systemCtx("usage"))),
    every(600_000, () => pruneAttempts(systemCtx("sign-in"))),
  ];
}

async function endWhatNobodyEnds(): Promise<void> {
  const ctx = systemCtx("untold ends");
  await endUntold(ctx, { sources: await connectorIds(ctx) });
}

async function followMajor(): Promise<void> {
  await proposeAhead(systemCtx("major"));
  await proposeClosings(systemCtx("major"));
  await withdrawClosings(systemCtx("major"));
  await resumeRested(systemCtx("major"));
}

async function ringTimers(stopping: AbortSignal): Promise<void> {
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
async function repeat(
  milliseconds: number,
  work: () => Promise<unknown>,
  stopping: AbortSignal,
): Promise<void> {
  const wait = (pause: number) => sleep(pause, undefined, { signal: stopping }).catch(() => {});
  await wait(Math.min(milliseconds, latestBeginning));
  while (!stopping.aborted) {
    await work().catch((error: unknown) =>
      log().warn({ error }, "A periodic task failed and will be tried again."),
    );
    await wait(milliseconds);
  }
}
