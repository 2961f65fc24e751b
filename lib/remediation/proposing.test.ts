/** The agent proposes actions: as a runbook orders them, one after the other, and as analysts executed them on cases alike. */

import { and, desc, eq } from "drizzle-orm";
import { expect } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { ticketEvent } from "#db/schema/tickets";
import type { AgentPorts } from "#lib/agent/loop";
import { type Arrival, arrives, closedTicket, runsOn, testPorts } from "#lib/agent/testing/environment";
import { hesitant } from "#lib/agent/testing/policies";
import { saveArticle } from "#lib/knowledge/commands";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { person } from "#lib/suggestions/testing/fixtures";
import { executeRun } from "./runs/execute";
import { prepareRun } from "./runs/prepare";
import { verifyRun } from "./runs/verify";
import { automationForEach } from "./testing/automation-for-each";
import { approve, installed, workerOf } from "./testing/environment";
import { actionTools } from "./tools";

const automation = automationForEach();

async function portsOf(ctx: Ctx, names: readonly string[]): Promise<AgentPorts> {
  const tools = await actionTools(ctx);
  return testPorts(ctx, { tools: tools.filter(({ name }) => names.includes(name)) });
}

async function cardOf(ctx: Ctx, arrival: Arrival, ports: AgentPorts) {
  await runsOn(ctx, arrival, ports);
  const [card] = await ctx.db
    .select()
    .from(suggestion)
    .where(eq(suggestion.ticketId, arrival.ticketId))
    .orderBy(desc(suggestion.id));
  return card;
}

test("an alert's runbook becomes proposed actions, one after the other, whoever has the case by then", async ({
  ctx,
}) => {
  const scale = await installed(ctx, automation.url, { risk: 2 });
  const restart = await installed(ctx, automation.url, { risk: 3 });
  await saveArticle(ctx, {
    kind: "runbook",
    title: "QueueBacklogGrowing",
    body: `## Meaning
The backlog of a queue worker grows: it takes jobs slower than they come.

## Mitigation
1. Scale the worker: \`${scale}(service)\`.
2. If it did not help: restart it with \`${restart}(service)\`.`,
  });
  const ports = await portsOf(ctx, [scale, restart]);
  const labels = { alertname: "QueueBacklogGrowing", service: "invoice-worker" };
  const summary = "The backlog of the queue worker invoice-worker grows.";
  const data = { fingerprint: "backlog-1", labels };
  const arrival = await arrives(ctx, { kind: "alert_firing", subject: summary, body: summary, data });
  const first = await cardOf(ctx, arrival, ports);
  expect(first).toMatchObject({
    kind: "remediation",
    risk: 2,
    payload: { call: { tool: scale, arguments: { service: "invoice-worker" }, action: { risk: 2 } } },
    why: "“QueueBacklogGrowing” has this as the next step.",
  });
  const analyst = await person(ctx);
  const run = await prepareRun(analyst, {
    ticketId: arrival.ticketId,
    suggestionId: first?.id,
    action: scale,
    arguments: { service: "invoice-worker" },
  });
  expect(run.provenance).toMatchObject([{ argument: "service", source: "label" }]);
  await approve(analyst, run);
  const taken = { kind: "handover", actorKind: "analyst", actorName: "Ann", source: "desk" } as const;
  await ctx.db.insert(ticketEvent).values({ ...taken, ticketId: arrival.ticketId, at: ctx.now() });
  automation.state = "bad";
  await executeRun(workerOf(ctx), { runId: run.id });
  await verifyRun(workerOf(ctx), { runId: run.id });
  const [result] = await ctx.db.execute<{ id: number }>(
    `select id::float8 as id from ticket_event where ticket_id = ${arrival.ticketId} and kind = 'tool_result'`,
  );
  const second = await cardOf(ctx, { ...arrival, eventId: result?.id ?? 0 }, hesitant(ports));
  expect(second).toMatchObject({
    kind: "remediation",
    payload: { call: { tool: restart, arguments: { service: "invoice-worker" } } },
  });
});

test("where the last step of a runbook did not help, a human goes on, and is told so", async ({ ctx }) => {
  const restart = await installed(ctx, automation.url, { name: "restart_cache", risk: 1 });
  await saveArticle(ctx, {
    kind: "runbook",
    title: "CacheStale",
    body: `## Meaning
A cache answers with pages that are older than an hour: it is stale.

## Mitigation
1. Restart the cache: \`${restart}(service)\`.`,
  });
  const ports = await portsOf(ctx, [restart]);
  const summary = "The cache page-cache answers with stale pages older than an hour.";
  const data = { fingerprint: "stale-1", labels: { alertname: "CacheStale", service: "page-cache" } };
  const arrival = await arrives(ctx, { kind: "alert_firing", subject: summary, body: summary, data });
  const card = await cardOf(ctx, arrival, ports);
  expect(card).toMatchObject({ kind: "remediation", payload: { call: { tool: restart } } });
  const analyst = await person(ctx);
  const run = await prepareRun(analyst, {
    ticketId: arrival.ticketId,
    suggestionId: card?.id,
    action: restart,
    arguments: { service: "page-cache" },
  });
  await approve(analyst, run);
  automation.state = "bad";
  await executeRun(workerOf(ctx), { runId: run.id });
  await verifyRun(workerOf(ctx), { runId: run.id });
  const [result] = await ctx.db
    .select({ id: ticketEvent.id })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, arrival.ticketId), eq(ticketEvent.kind, "tool_result")));
  expect(await cardOf(ctx, { ...arrival, eventId: result?.id ?? 0 }, ports)).toMatchObject({
    kind: "escalation",
    why: "Restart cache did not help, and no runbook has a further step.",
  });
});

test("the apprentice proposes what analysts executed on cases alike, with this ticket's own values", async ({
  ctx,
}) => {
  const restart = await installed(ctx, automation.url, { risk: 3 });
  const names = [
    "mail-sender",
    "image-resizer",
    "search-indexer",
    "log-archiver",
    "push-notifier",
    "csv-exporter",
  ];
  for (const [place, service] of names.entries()) {
    const labels = { alertname: "WorkerStuck", service };
    const body = `Worker ${service} has taken no job for ten minutes.`;
    await closedTicket(ctx, {
      subject: `WorkerStuck ${service}`,
      turns: [
        { kind: "alert_firing", body, data: { fingerprint: `stuck-${place}`, labels } },
        {
          kind: "tool_call",
          body: "",
          data: { tool: restart, arguments: { service }, callId: `c-${place}` },
        },
        {
          kind: "tool_result",
          body: "",
          data: { tool: restart, callId: `c-${place}`, result: { outcome: "verified: it helped" } },
        },
        { kind: "alert_resolved", body, data: { fingerprint: `stuck-${place}`, labels } },
      ],
    });
  }
  const ports = await portsOf(ctx, [restart]);
  for (const { id } of await ctx.db.execute<{ id: number }>(
    "select id::float8 as id from ticket where status = 'closed' order by id",
  ))
    await ports.apprentice.learn(systemCtx("learning", ctx.db), { ticketId: id });
  const labels = { alertname: "WorkerStuck", service: "billing-sync" };
  const body = "Worker billing-sync has taken no job for ten minutes.";
  const data = { fingerprint: "stuck-new", labels };
  const arrival = await arrives(ctx, {
    kind: "alert_firing",
    subject: "WorkerStuck billing-sync",
    body,
    data,
  });
  expect(await cardOf(ctx, arrival, ports)).toMatchObject({
    kind: "remediation",
    risk: 3,
    payload: { call: { tool: restart, arguments: { service: "billing-sync" }, action: { risk: 3 } } },
    why: "Analysts did this at this point before. No runbook applies.",
  });
});
