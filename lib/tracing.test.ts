/** One arrival is one trace, from the webhook request over the worker and the model to the stored proposal; nobody's words are in it. */
import type { ChildProcess } from "node:child_process";
import { createServer, type Server } from "node:http";
import { context, trace } from "@opentelemetry/api";
import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { suggestion } from "#db/schema/suggestions";
import { freshConnector, message, signedRequest } from "#lib/connectors/testing/webhook-requests";
import { saveArticle } from "#lib/knowledge/commands";
import { type FakeEndpoint, startFakeEndpoint } from "#lib/models/testing/fake-endpoint";
import { makeGuard } from "#lib/platform/edge/guard";
import { test, testDatabase } from "#lib/platform/testing/database";
import { startTracing } from "#lib/platform/tracing/sdk";
import {
  startTraceReceiver,
  type ToldSpan,
  type TraceReceiver,
} from "#lib/platform/tracing/testing/trace-receiver";
import { startWorker } from "#lib/start/testing/real-worker";
import { answerWebhook } from "../app/webhook-requests";

const canaries = {
  words: "Zebulon",
  subject: "Quagmire",
  customer: "Ottoline",
  key: "sk-canary-8kQ2zR71mXw0",
  article: "Kaleidoscope",
};
let receiver: TraceReceiver;
let endpoint: FakeEndpoint;
let worker: ChildProcess;
let server: Server;
let origin = "";
let sendLastSpans: () => Promise<void>;

beforeAll(async () => {
  await testDatabase();
  [receiver, endpoint] = await Promise.all([startTraceReceiver(), startFakeEndpoint()]);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url);
  vi.stubEnv("OTEL_BSP_SCHEDULE_DELAY", "200");
  sendLastSpans = await startTracing("web");
  worker = await startWorker({
    OPENAI_BASE_URL: endpoint.url,
    OPENAI_MODEL: "fake-1",
    OPENAI_API_KEY: canaries.key,
  });
  const guard = makeGuard();
  server = createServer((request, response) => {
    if (guard(request, response) && !answerWebhook(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
});

afterAll(async () => {
  worker.kill("SIGTERM");
  server.closeAllConnections();
  server.close();
  await sendLastSpans();
  trace.disable();
  context.disable();
  await Promise.all([receiver.close(), endpoint.close()]);
  vi.unstubAllEnvs();
});

test("arrivals that share a transaction are one trace each, up to the stored proposal", async ({
  db,
  ctx,
}) => {
  await saveArticle(ctx, {
    kind: "article",
    title: "Renewing an expired certificate",
    body: `A certificate is renewed in the console of ${canaries.article}: open Certificates, choose the expired one and press Renew. It is live within minutes.`,
    tags: ["certificate"],
  });
  const connector = await freshConnector(db, "webhook");
  const sent = ["first", "second", "third"].map((which) =>
    signedRequest(
      connector,
      JSON.stringify(
        message({
          text: `${canaries.words} writes: our ${which} certificate expired. How is an expired certificate renewed?`,
          ticket: {
            id: `${canaries.subject}-${which}-${connector.id}`,
            subject: `${canaries.subject}: certificate expired`,
          },
          customer: {
            id: `${which}-${connector.id}`,
            name: canaries.customer,
            email: `${which}@example.com`,
          },
        }),
      ),
      // What a stranger writes here decides nothing: its trace is not gone on with.
      { headers: { traceparent: `00-${"a".repeat(32)}-${"b".repeat(16)}-00` } },
    ),
  );
  const answers = await Promise.all(sent.map(deliver));
  const tickets = answers.map(({ events }) => events[0]?.ticketId ?? 0);
  const proposals = () => db.select().from(suggestion).where(inArray(suggestion.ticketId, tickets));
  await expect
    .poll(
      async () =>
        new Set((await proposals()).flatMap(({ kind, ticketId }) => (kind === "reply" ? [ticketId] : [])))
          .size,
    )
    .toBe(3);
  await expect.poll(() => receiver.spans.filter(({ name }) => name === "job agent.askModel").length).toBe(3);
  const requests = () => receiver.spans.filter(({ name }) => name === "POST /api/hooks/[connector]");
  const names = (of: ToldSpan) =>
    receiver.spans.filter((span) => span.trace === of.trace).map(({ name }) => name);
  await expect
    .poll(() => requests().filter((request) => names(request).includes("agent record")).length)
    .toBe(3);
  expect(new Set(requests().map((span) => span.trace)).size).toBe(3);
  for (const request of requests()) {
    expect(request).toMatchObject({
      parent: "",
      kind: 2,
      attributes: { "vigil.connector": connector.id, "http.response.status_code": 200 },
    });
    const own = receiver.spans.filter((span) => span.trace === request.trace);
    const above = (span: ToldSpan | undefined): string[] =>
      span ? [span.name, ...above(own.find(({ id }) => id === span.parent))] : [];
    // From the model's socket up to the request of the customer's system, over two processes.
    const call = own.find((span) => span.name === "outbound request" && above(span).includes("model call"));
    expect(above(call)).toEqual([
      "outbound request",
      "model call",
      "job agent.askModel",
      "agent record",
      "job agent.consider",
      "POST /api/hooks/[connector]",
    ]);
    // Statements by their verb and table, below what they are for, in both processes.
    const statements = own.filter(({ name }) => name.startsWith("sql "));
    expect(statements.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["sql select ticket", "sql insert suggestion"]),
    );
    expect(statements.every(({ parent, kind }) => parent !== "" && kind === 3)).toBe(true);
    const stored = statements.find(({ name }) => name === "sql insert suggestion");
    expect(above(stored)).toContain("agent record");
    expect(stored?.attributes).toEqual({
      "db.system.name": "postgresql",
      "db.operation.name": "insert",
      "db.collection.name": "suggestion",
    });
    const seen = own.find(({ name }) => name === "agent observe");
    expect(tickets).toContain(seen?.attributes["vigil.ticket"]);
    expect(own.find(({ name }) => name === "agent record")?.attributes).toEqual({
      "vigil.run.outcome": "proposed",
    });
    expect(own.find(({ name }) => name === "model call")?.attributes).toMatchObject({
      "gen_ai.request.model": "fake-1",
    });
  }
  expect(
    new Set(
      receiver.spans
        .filter(({ name }) => name === "agent observe")
        .map(({ attributes }) => attributes["vigil.ticket"]),
    ).size,
  ).toBe(3);
  const told = receiver.raw();
  expect(told).toContain("agent retrieve");
  for (const canary of [...Object.values(canaries), "certificate", "example.com", connector.secret])
    expect(told.toLowerCase()).not.toContain(canary.toLowerCase());
});

async function deliver(request: Request): Promise<{ events: { ticketId: number }[] }> {
  const answer = await fetch(origin + new URL(request.url).pathname, {
    method: "POST",
    headers: request.headers,
    body: await request.text(),
  });
  expect(answer.status).toBe(200);
  return answer.json();
}
