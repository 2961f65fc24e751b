/** The real worker process: considers what arrives, and one killed in the middle of a model call is replaced. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterEach, expect } from "vitest";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { arrives } from "#lib/agent/testing/environment";
import { saveArticle } from "#lib/knowledge/commands";
import { startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { startWorker } from "#lib/start/testing/real-worker";

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

async function started(environment: Record<string, string>): Promise<ChildProcess> {
  const worker = await startWorker(environment);
  running.push(worker);
  return worker;
}

async function runs(ctx: Ctx, eventId: number, limit = 90_000) {
  for (let waited = 0; waited < limit; waited += 50) {
    const rows = await ctx.db.select().from(agentRun).where(eq(agentRun.eventId, eventId));
    if (rows.length > 0) return rows;
    await sleep(50);
  }
  throw new Error("The event was not considered.");
}

const article = {
  kind: "article" as const,
  title: "Renewing an expired certificate",
  body: "A certificate is renewed in the console: open Certificates, choose the expired one and press Renew. It is live within minutes.",
  tags: ["certificate"],
};
const question = {
  subject: "Certificate expired",
  body: "Our certificate expired. How is an expired certificate renewed?",
};

test("a worker killed while the model answers is replaced, and the proposal is there once", {
  timeout: 180_000,
}, async ({ ctx }) => {
  const endpoint = await startFakeEndpoint();
  await saveArticle(ctx, article);
  const environment = { OPENAI_BASE_URL: endpoint.url, OPENAI_MODEL: "fake-1" };
  const victim = await started(environment);
  endpoint.script({ kind: "hang" });
  const arrival = await arrives(ctx, question);
  while (endpoint.requests.length === 0) await sleep(20);
  const heir = await started(environment);
  victim.kill("SIGKILL");
  const rows = await runs(ctx, arrival.eventId);
  expect(rows).toMatchObject([{ outcome: "proposed", engine: "llm" }]);
  await sleep(500);
  const proposals = await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, arrival.ticketId));
  expect(proposals.filter(({ kind }) => kind !== "triage")).toHaveLength(1);
  const ended = new Promise((resolve) => heir.once("exit", resolve));
  heir.kill("SIGTERM");
  expect(await ended).toBe(0);
  await endpoint.close();
});
