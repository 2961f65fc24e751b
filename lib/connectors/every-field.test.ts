/** Each field of what each system sends, one after the other replaced by what no system should send: it is kept or refused, and never fails. */
import { describe, expect } from "vitest";
import { systemCtx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { test } from "#lib/platform/testing/database";
import type { WithSecret } from "./commands";
import type { ConnectorKind } from "./model";
import { receive } from "./receive";
import { type Sample, samples } from "./testing/samples";
import {
  alert,
  alertRequest,
  freshConnector,
  message,
  notification,
  signedRequest,
} from "./testing/webhook-requests";

/** As text, so that it says what a program could not: names every object has, numbers beyond numbers. */
const hostile = [
  '{"toString": "x", "valueOf": 1, "__proto__": {"a": 1}, "constructor": null, "then": "x"}',
  '"constructor"',
  '"__proto__"',
  "[]",
  "[[null]]",
  `${"[".repeat(28)}1${"]".repeat(28)}`,
  "-1e400",
  "8640000000000001",
  '"-271821-04-19T23:59:59Z"',
  '"2026-13-45T99:99:99Z"',
  '"\\udc00\\u0000\\ud800"',
  `"${"﷽".repeat(20_000)}"`,
];

type Way = {
  kind: ConnectorKind;
  payload: unknown;
  ask: (connector: WithSecret, body: string) => { headers: Headers; query?: URLSearchParams };
};

const ofSample = (sample: Sample): Way => ({
  kind: sample.kind,
  payload: sample.fired,
  ask: (connector, body) => {
    const headers = new Headers({
      authorization: `Bearer ${connector.secret}`,
      ...sample.headers?.(connector.secret, body),
    });
    return { headers, query: new URLSearchParams(sample.inAddress ? { token: connector.secret } : {}) };
  },
});

function signed(connector: WithSecret, body: string) {
  return { headers: signedRequest(connector, body).headers };
}

const whole = {
  author: "customer",
  authorName: "Ann",
  html: "<p>It hangs",
  headers: { Subject: "It hangs", From: "ann@example.com" },
  automatic: false,
  attachments: [{ name: "a.txt", type: "text/plain", content: "aGk=" }],
  editedAt: "2026-01-01T00:00:00Z",
  ticket: { id: "7", subject: "It hangs", priority: "low", queue: "q", category: "c", service: "s" },
  customer: { id: "ann", name: "Ann", email: "ann@example.com", company: "Ann's", verified: true },
};
const ways: Way[] = [
  ...samples.map(ofSample),
  {
    kind: "alertmanager",
    payload: { ...notification(alert("1"), alert("2")), groupLabels: { alertname: "DiskFull" } },
    ask: (connector, body) => ({ headers: alertRequest(connector, body).headers }),
  },
  { kind: "webhook", payload: message(whole), ask: signed },
  { kind: "webhook", payload: message({ type: "status", status: "solved" }), ask: signed },
];

describe.each(ways)("$kind", ({ kind, payload, ask }) => {
  test("every field may hold anything", async ({ db }) => {
    const connector = await freshConnector(db, kind);
    const failed: string[] = [];
    for (const path of places(payload))
      for (const text of hostile) {
        const body = JSON.stringify(replaced(payload, path, mark)).replace(`"${mark}"`, text);
        const request = { body: new TextEncoder().encode(body), ...ask(connector, body) };
        const told = await receive(systemCtx("test", db), connector.id, request).then(
          (received) => JSON.stringify(received),
          (error: unknown) => (error instanceof AppError ? error.message : `failed: ${error}`),
        );
        if (/^failed|native code/.test(told))
          failed.push(`${path.join(".")} as ${text.slice(0, 40)} ${told}`);
      }
    expect(failed).toEqual([]);
  });
});

const mark = "to be replaced";

function* places(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== "object" || value === null) return;
  for (const [key, one] of Object.entries(value)) yield* places(one, [...path, key]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const within = Object.entries(Object(value)).map(
    ([name, one]) => [name, name === key ? replaced(one, rest, by) : one] as const,
  );
  return Array.isArray(value) ? within.map(([, one]) => one) : Object.fromEntries(within);
}
