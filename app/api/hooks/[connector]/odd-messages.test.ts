/** Webhook requests with something odd in them: kept as far as they can be read. */
import { describe, expect } from "vitest";
import { freshConnector, message } from "#lib/connectors/testing/webhook-requests";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { ticketById, timeline } from "#lib/tickets/queries";
import { send } from "./testing/sender";

describe("what is odd is kept as far as it can be read, and says so", () => {
  const now = () => Date.now();
  const hour = 3_600_000;
  const cases: [string, Record<string, unknown>, object, object?][] = [
    ["a NUL character", { text: "a\0b" }, { body: "a\ufffdb" }],
    [
      "half an emoji",
      { text: "a\ud83d", customer: { id: "1", name: "\ud83d" } },
      { body: "a\ufffd", actorName: "\ufffd" },
    ],
    ["a NUL in a key", { ticket: { id: "k", subject: "S", "a\0": 1 } }, {}, { subject: "S" }],
    [
      "numbers as ids",
      { ticket: { id: 4711, subject: 5 }, customer: { id: 7, name: "Ann" } },
      { actorId: "7" },
      { externalId: "4711", subject: "5" },
    ],
    ["a text without end", { text: "x".repeat(70_000) }, { body: "x".repeat(64_000) }],
    ["seconds since 1970", { at: 1_772_442_000 }, { at: new Date("2026-03-02T09:00:00Z") }],
    ["milliseconds since 1970", { at: "1772442000123" }, { at: new Date("2026-03-02T09:00:00.123Z") }],
    ["an offset without colon", { at: "2026-03-02T10:00:00+0100" }, { at: new Date("2026-03-02T09:00:00Z") }],
    ["UTC in words", { at: "2026-03-02 09:00:00 UTC" }, { at: new Date("2026-03-02T09:00:00Z") }],
    [
      "the time of a mail",
      { at: "Mon, 02 Mar 2026 10:00:00 +0100" },
      { at: new Date("2026-03-02T09:00:00Z") },
    ],
    ["P1", { ticket: { id: "p1", priority: "P1" } }, {}, { priority: "urgent" }],
    ["sev3", { ticket: { id: "sev3", priority: "SEV-3" } }, {}, { priority: "normal" }],
    [
      "a priority of its own making",
      { ticket: { id: "x", priority: "banana" } },
      { data: { flaws: [expect.stringContaining("banana")] } },
      { priority: "normal" },
    ],
    [
      "an unknown queue",
      { ticket: { id: "q", queue: "nowhere" } },
      { data: { flaws: [expect.stringContaining("nowhere")] } },
      { queueId: null },
    ],
    [
      "no ticket id",
      { ticket: { subject: "Alone" } },
      { data: { flaws: [expect.any(String)] } },
      { subject: "Alone" },
    ],
    ["no customer's name", { customer: { email: "ann@example.com" } }, { actorName: "ann@example.com" }],
  ];
  test.for(cases)("%s", async ([, more, event, ticket = {}], { db }) => {
    const connector = await freshConnector(db, "webhook");
    const { status, body } = await send(connector, message(more));
    expect(status).toBe(200);
    const ctx = systemCtx("test", db);
    expect((await timeline(ctx, body.events[0].ticketId))[0]).toMatchObject(event);
    expect(await ticketById(ctx, body.events[0].ticketId)).toMatchObject(ticket);
  });

  test.for([
    "soon",
    "0000-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "in 2 days",
    new Date(now() + hour).toISOString(),
  ])("a time that cannot be: %s", async (at, { db }) => {
    const connector = await freshConnector(db, "webhook");
    const { body } = await send(connector, message({ at }));
    const [event] = await timeline(systemCtx("test", db), body.events[0].ticketId);
    expect(Math.abs((event?.at.getTime() ?? 0) - now())).toBeLessThan(hour / 2);
    expect(event).toMatchObject({ data: { flaws: [expect.any(String)] } });
  });
});
