/** What a trace may tell and what it may not, whoever makes the span; and how it goes on in a job. */
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { systemCtx } from "../context";
import { AppError } from "../errors";
import { sharedCommit } from "../shared-commit";
import { carried, goingOnFrom, inJobSpan, traceparent } from "./carrier";
import { startTracing } from "./sdk";
import { inSpan } from "./span";
import { isWorthTelling, toldSpan } from "./told-span";

const kept = new InMemorySpanExporter();
const canary = "Zebulon's dog ate the invoice";

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(kept)] }));
});
afterEach(() => kept.reset());
afterAll(() => {
  trace.disable();
  context.disable();
});

const told = (): ReadableSpan[] => kept.getFinishedSpans().map(toldSpan);
const text = (spans: ReadableSpan[]) =>
  JSON.stringify(
    spans.map(({ name, attributes, events, status, links }) => ({ name, attributes, events, status, links })),
  );

test("of a span of a library nothing is told but kinds, patterns and figures", () => {
  const span = trace.getTracer("next.js").startSpan(`GET /inbox?q=${canary}`, {
    kind: SpanKind.SERVER,
    attributes: {
      "http.method": "GET",
      "http.target": `/inbox?q=${canary}`,
      "http.url": `https://desk.test/inbox?token=${canary}`,
      "next.route": "/inbox",
      "next.span_type": "BaseServer.handleRequest",
      "next.span_name": `GET /inbox?q=${canary}`,
      "http.route": `/inbox?q=${canary}`,
      "http.status_code": 500,
      "gen_ai.prompt": canary,
      "vigil.ticket": canary,
    },
    links: [
      {
        context: { traceId: "a".repeat(32), spanId: "b".repeat(16), traceFlags: 1 },
        attributes: { said: canary },
      },
    ],
  });
  span.recordException(new Error(canary));
  span.setStatus({ code: SpanStatusCode.ERROR, message: canary });
  span.end();
  expect(text(told())).not.toContain("Zebulon");
  expect(told()[0]).toMatchObject({
    name: "GET /inbox",
    kind: SpanKind.SERVER,
    attributes: {
      "http.method": "GET",
      "next.route": "/inbox",
      "next.span_type": "BaseServer.handleRequest",
      "http.status_code": 500,
    },
    status: { code: SpanStatusCode.ERROR },
    links: [{ context: { traceId: "a".repeat(32) } }],
  });
});

test("what a library does unasked is no trace", () => {
  const library = trace.getTracer("next.js");
  library.startSpan("loading a file", { attributes: { "next.span_type": "LoadComponents" } }).end();
  library.startSpan("a request", { kind: SpanKind.SERVER }).end();
  expect(kept.getFinishedSpans().filter(isWorthTelling).map(toldSpan)).toMatchObject([{ name: "next.js" }]);
});

test("a failure is told by its kind", async () => {
  const refused = new AppError("conflict", canary);
  await expect(inSpan("agent observe", {}, () => Promise.reject(refused))).rejects.toBe(refused);
  await expect(inSpan("agent retrieve", {}, () => Promise.reject(new TypeError(canary)))).rejects.toThrow();
  const [conflict, wrong] = told();
  expect(conflict).toMatchObject({
    attributes: { "error.type": "conflict" },
    status: { code: SpanStatusCode.ERROR },
  });
  expect(wrong?.attributes).toEqual({ "error.type": "TypeError" });
  expect(text(told())).not.toContain("Zebulon");
});

test("a job goes on in the trace it comes from; one that is due much later points to it", async () => {
  const later = new Date(Date.now() + 3_600_000);
  const given = await inSpan("agent record", {}, async () => [carried({}), carried({ at: later })]);
  for (const one of given) await inJobSpan("agent.consider", JSON.parse(JSON.stringify(one)), async () => {});
  await inJobSpan("agent.consider", undefined, async () => {});
  const [before, near, far, alone] = told();
  const from = before?.spanContext();
  expect(near?.spanContext().traceId).toBe(from?.traceId);
  expect(near?.parentSpanContext?.spanId).toBe(from?.spanId);
  expect(far?.spanContext().traceId).not.toBe(from?.traceId);
  expect(far?.links[0]?.context.traceId).toBe(from?.traceId);
  expect(alone?.parentSpanContext).toBeUndefined();
  expect(carried({})).toBeUndefined();
});

test.for([
  ["nothing", undefined],
  ["no trace", "hello"],
  ["an empty trace", `00-${"0".repeat(32)}-${"b".repeat(16)}-01`],
])("%s given begins a trace of its own", async ([, given]) => {
  await goingOnFrom(given, () => inSpan("agent observe", {}, async () => {}));
  expect(told()[0]?.parentSpanContext).toBeUndefined();
});

test("a trace that is not kept is not kept by who goes on with it", async () => {
  const given = `00-${"a".repeat(32)}-${"b".repeat(16)}-00`;
  const on = await goingOnFrom(given, () => inSpan("agent observe", {}, async () => traceparent()));
  expect(on).toMatch(/^00-a{32}-[0-9a-f]{16}-00$/);
  expect(told()).toEqual([]);
});

test("each of several arrivals with one commit goes on in its own trace, even where one before them is still working", async () => {
  const carriedOf = new Map<string, string | undefined>();
  const take = sharedCommit<string, string>(
    10,
    async (_, names) => {
      for (const name of names) carriedOf.set(name, carried({ of: name })?.traceparent.split("-")[1]);
      return names;
    },
    (name) => name,
  );
  const arrive = (name: string) =>
    inSpan("POST /api/hooks/[connector]", { kind: "server" }, async () => {
      const own = traceparent()?.split("-")[1];
      await take(systemCtx("test", {} as never), "one line", [name]);
      return [name, own] as const;
    });
  const all = await Promise.all(["a", "b", "c", "d"].map(arrive));
  for (const [name, own] of all) expect(carriedOf.get(name)).toBe(own);
  expect(new Set(carriedOf.values()).size).toBe(4);
  const shared = told().filter(({ name }) => name === "commit arrivals");
  expect(shared.map(({ attributes, links }) => [attributes["vigil.arrivals"], links.length])).toEqual([
    [1, 0],
    [3, 2],
  ]);
});

test("where no collector is named nothing of what sends is loaded", async () => {
  const load = vi.fn(() => ({}));
  vi.doMock("@opentelemetry/exporter-trace-otlp-proto", load);
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", "");
  await (await startTracing("web"))();
  expect(load).not.toHaveBeenCalled();
  vi.unstubAllEnvs();
  vi.doUnmock("@opentelemetry/exporter-trace-otlp-proto");
});
