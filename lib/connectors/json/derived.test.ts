/** What is read of systems for which nobody wrote a mapping: one alert, which its end finds again. */
import { describe, expect, test } from "vitest";
import { componentOf } from "#lib/incidents/identity";
import { read, receivedAt } from "../testing/read-payload";
import { samples } from "../testing/samples";
import { alarms, asides, notices, unmapped } from "../testing/unmapped";

describe.each(unmapped)("$system", ({ fired, is }) => {
  test("is read without a mapping", async () => {
    const [alert, ...more] = await read("json", fired);
    expect(more).toEqual([]);
    expect(alert).toMatchObject({ state: "firing", name: is.name, severity: is.severity, endsAt: null });
    expect(alert?.startsAt.toISOString()).toBe(is.startsAt ?? receivedAt.toISOString());
    expect(alert?.flaws).toBeUndefined();
    expect(Object.values(componentOf({ labels: alert?.labels ?? {} }).what)[0] ?? null).toBe(is.service);
  });
});

test.each(unmapped.filter(({ again }) => again))(
  "what $system tells again is the same",
  async ({ fired, again }) => {
    const [[begun], [told]] = [await read("json", fired), await read("json", again)];
    expect(told).toMatchObject({ state: "firing", fingerprint: begun?.fingerprint });
  },
);

test.each(unmapped.filter(({ over }) => over))(
  "the end of what $system tells finds what it began",
  async ({ fired, over, endsAt }) => {
    const [[begun], ends] = [await read("json", fired), await read("json", over)];
    expect(ends).toMatchObject([{ state: "resolved", fingerprint: begun?.fingerprint }]);
    expect(ends[0]?.endsAt?.toISOString()).toBe(endsAt ?? receivedAt.toISOString());
  },
);

const known = ["grafana", "pagerduty", "datadog", "sentry", "azure", "gcp", "cloudevents"];

test.each(samples.filter(({ kind }) => known.includes(kind)))(
  "what $kind sends by this way ends what it began",
  async ({ fired, over }) => {
    const [[begun], ends] = [await read("json", fired), await read("json", over)];
    expect(begun).toMatchObject({ state: "firing", name: expect.stringMatching(/./) });
    expect(ends).toMatchObject([{ state: "resolved", fingerprint: begun?.fingerprint }]);
  },
);

test("what somebody did to an alert that neither begins nor ends it is nobody's matter", async () => {
  for (const aside of asides) expect(await read("json", aside)).toEqual([]);
});

test("planned work and what its sender holds back is nobody's alarm; what only has such a word beside it is one", async () => {
  for (const notice of notices) expect(await read("json", notice)).toEqual([]);
  for (const alarm of alarms) expect(await read("json", alarm)).toHaveLength(1);
});

test("two sentences about one service are two alerts, and an address under any name is where it leads", async () => {
  const told = (text: string) =>
    read("json", { text, service: "orders", status: "failed", seite: "https://wacht.example/orders/1" });
  const [[one], [other]] = [await told("The queue is long"), await told("The disk is full")];
  expect(one?.fingerprint).not.toBe(other?.fingerprint);
  expect(one?.generatorUrl).toBe("https://wacht.example/orders/1");
});

test("a list within is read one by one, with what all share; what an alert merely lists is no alert", async () => {
  const alerts = await read("json", {
    version: "2",
    service: "checkout",
    events: [
      { id: 1, status: "firing", title: "Slow", started_at: "2026-11-20T09:00:00Z" },
      { id: 2, status: "resolved", title: "Full", ended_at: "2026-11-20T09:30:00Z" },
    ],
  });
  expect(alerts).toMatchObject([
    { name: "Slow", state: "firing", labels: { service: "checkout" } },
    { name: "Full", state: "resolved", endsAt: new Date("2026-11-20T09:30:00Z") },
  ]);
  const hits = [
    { id: "a", message: "boom" },
    { id: "b", message: "boom" },
  ];
  expect(await read("json", { id: "w", state: "triggered", name: "Errors", hits })).toHaveLength(1);
});

test("two hosts with the same check stay two where nothing has an id", async () => {
  const of = async (host: string) =>
    (await read("json", { host, check: "disk", status: "CRITICAL" }))[0]?.fingerprint;
  expect(await of("a")).not.toBe(await of("b"));
});
