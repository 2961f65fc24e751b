/** The real worker process: considers what arrives, and one killed in the middle of a model call is replaced. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterEach, expect } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { arrives } from "#lib/agent/testing/environment";
import { saveArticle } from "#lib/knowledge/commands";
import { startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
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
  const cards = async () => {
    const rows = await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, arrival.ticketId));
    return rows.filter(({ kind }) => kind !== "triage").map(({ engine, status }) => `${engine} ${status}`);
  };
  // What the apprentice has stood there all the time.
  const wanted = ["apprentice superseded", "llm open"];
  await expect.poll(async () => (await cards()).sort(), { timeout: 120_000 }).toEqual(wanted);
  await sleep(500);
  expect((await cards()).sort()).toEqual(wanted);
  const ended = new Promise((resolve) => heir.once("exit", resolve));
  heir.kill("SIGTERM");
  expect(await ended).toBe(0);
  await endpoint.close();
});
