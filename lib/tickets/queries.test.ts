/** The inbox: views, filters, pages without gaps or repeats, and search. */
import { expect } from "vitest";
import { queue, user } from "#db/schema/team";
import { ticketSearch } from "#db/schema/tickets";
import type { InboxFilterInput } from "#lib/inbox/model";
import { inboxPage, presentPeople } from "#lib/inbox/queries";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import {
  assign,
  moveStatus,
  openTicket,
  recordEvent,
  recordEvents,
  setTriage,
  showPresence,
  snooze,
} from "./commands";
import { ticketDetail, timeline } from "./queries";
import { reply } from "./replies/commands";

/** A queue of its own with `count` tickets, so that a test sees only what it made. */
async function queueOf(ctx: Ctx, count: number) {
  const key = unique("queue");
  const [row] = await ctx.db.insert(queue).values({ key, name: key }).returning();
  const start = Date.parse("2026-03-02T10:00:00Z");
  const events = Array.from({ length: count }, (_, index) => ({
    source: key,
    externalId: String(index),
    ticketExternalId: String(index),
    kind: "customer_message" as const,
    // Pairs share an instant, so that a page can end between two of them.
    at: new Date(start + Math.floor(index / 2) * 1000),
    actorKind: "customer" as const,
    actorName: "Ann",
    ticket: { subject: `Disk ${index} of Ångström-${key}`, queueKey: key },
    customer: { externalId: "ann", name: `Ann ${key}`, company: "Fjordline" },
  }));
  const recorded = await recordEvents(systemCtx("test", ctx.db), { events });
  return { queueId: row?.id ?? 0, key, ids: recorded.map(({ ticketId }) => ticketId) };
}

async function everyPage(ctx: Ctx, filter: InboxFilterInput, limit: number): Promise<number[]> {
  const ids: number[] = [];
  let cursor: string | null = null;
  do {
    const page = await inboxPage(ctx, filter, cursor, limit);
    ids.push(...page.rows.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  return ids;
}

test("pages follow each other without a gap or a repeat, newest first", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const { queueId, ids } = await queueOf(ctx, 23);
  for (const limit of [1, 2, 5, 23, 50])
    expect(await everyPage(ctx, { view: "active", queueId }, limit)).toEqual(ids.toReversed());
});

test("a cursor nobody gave out starts the list from its beginning", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const { queueId, ids } = await queueOf(ctx, 2);
  for (const cursor of ["9999999999999999.1", "x", "1.", "-1.1"]) {
    const { rows } = await inboxPage(ctx, { view: "active", queueId }, cursor);
    expect(rows.map(({ id }) => id)).toEqual(ids.toReversed());
  }
});

test("a row carries the names the list shows", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const { queueId, key } = await queueOf(ctx, 1);
  const { rows } = await inboxPage(ctx, { queueId });
  expect(rows[0]).toMatchObject({
    customerName: `Ann ${key}`,
    company: "Fjordline",
    queueName: key,
    proposal: null,
  });
});

test("a finished ticket moves from the active view to the closed one", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const { queueId, ids } = await queueOf(ctx, 3);
  const [first = 0] = ids;
  await moveStatus(ctx, { ticketId: first, to: "closed" });
  expect(await everyPage(ctx, { view: "active", queueId }, 50)).not.toContain(first);
  expect(await everyPage(ctx, { view: "closed", queueId }, 50)).toEqual([first]);
  expect(await everyPage(ctx, { view: "all", queueId }, 50)).toHaveLength(3);
});

test("search finds a number, words of the subject in any case, and the customer", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const { key, ids } = await queueOf(ctx, 12);
  const [first = 0] = ids;
  expect(await everyPage(ctx, { view: "all", search: `#${first}` }, 50)).toEqual([first]);
  expect(await everyPage(ctx, { view: "all", search: `ångström ${key}` }, 5)).toEqual(ids.toReversed());
  expect(await everyPage(ctx, { view: "all", search: `disk ann ${key}` }, 50)).toHaveLength(12);
  expect(await everyPage(ctx, { view: "mine", search: key }, 50)).toEqual([]);
  expect(await everyPage(ctx, { view: "all", search: "zebra' & !" }, 50)).toEqual([]);
});

test("search finds addresses, hosts, paths and identifiers, whole and in parts, in what was said and in labels", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const key = unique("q").replace("_", "");
  const said = [
    `Mail to ann.lee+ops@${key}.example.com bounces since 10.20.30.41 moved.`,
    "See /var/lib/postgresql/17/main/pg_wal and https://wiki.example.org/runbooks/KubePodCrashLooping?x=1",
    "Volume vol-77ae02, host db-prod-7.eu-west-1, error ERR_CONN_RESET (502), commit 9f8e7d6c, tenant_id=HC-4711",
  ].join("\n");
  const { ticketId } = await recordEvent(systemCtx("test", db), {
    source: "test",
    externalId: key,
    ticketExternalId: key,
    kind: "alert_firing",
    at: new Date("2026-03-02T10:00:00Z"),
    actorKind: "monitor",
    actorName: "Monitoring",
    body: said,
    data: { labels: { cluster: `k8s-${key}-prod`, namespace: "booking" } },
    ticket: { subject: `Odd ${key}` },
  });
  const whole = [
    `ann.lee+ops@${key}.example.com`,
    `@${key}.example.com`,
    "10.20.30.41",
    "10.20.30",
    "/var/lib/postgresql/17/main/pg_wal",
    "pg_wal",
    "wiki.example.org",
    "https://wiki.example.org/runbooks",
    "KubePodCrashLooping",
    "kubepodcrash",
    "CrashLoop",
    "vol-77ae02",
    "77ae",
    "db-prod-7.eu-west-1",
    "eu-west-1",
    "ERR_CONN_RESET",
    "conn_reset",
    "502",
    "9f8e7d6c",
    "HC-4711",
    "4711",
    `k8s-${key}-prod`,
    "booking",
    "bounces",
  ];
  for (const search of whole)
    expect(await everyPage(ctx, { view: "all", search: `${search} ${key}` }, 50), search).toEqual([ticketId]);
  for (const search of ["vol-77ae03", "10.20.31", "prod-db", "main/pg_wax"])
    expect(await everyPage(ctx, { view: "all", search: `${search} ${key}` }, 50), search).toEqual([]);
  await recordEvent(systemCtx("test", db), {
    source: "test",
    externalId: `${key}-2`,
    ticketExternalId: key,
    kind: "customer_message",
    at: new Date("2026-03-02T11:00:00Z"),
    actorKind: "customer",
    actorName: "Ann",
    body: "And the zwiebelturm too.",
  });
  expect(await everyPage(ctx, { view: "all", search: `zwiebel ${key}` }, 50)).toEqual([ticketId]);
});

test("words of a script without spaces are found inside a run of it, and beside other words", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const key = unique("queue");
  const subject = `生产环境vm数据库连接失败 ${key}`;
  const { ticket } = await openTicket(ctx, { subject, text: "-", customer: { name: key } });
  for (const search of ["连接", "数据库", "数据库连接失败", "vm", "生产 失败", "vm数据库"])
    expect(await everyPage(ctx, { view: "all", search: `${search} ${key}` }, 50), search).toEqual([
      ticket.id,
    ]);
  for (const search of ["数连", "接失败了", "环数据"])
    expect(await everyPage(ctx, { view: "all", search: `${search} ${key}` }, 50), search).toEqual([]);
});

test("punctuation alone is no search", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const { queueId } = await queueOf(ctx, 2);
  expect(await everyPage(ctx, { queueId, search: "':* & |" }, 50)).toHaveLength(2);
});

test("a ticket typed in by hand is found by its customer", async ({ db }) => {
  const ctx = ctxAs(db, "analyst");
  const name = unique("Lena");
  const { ticket } = await openTicket(ctx, { subject: "Slow", text: "Slow", customer: { name } });
  expect(await everyPage(ctx, { view: "all", search: name }, 50)).toEqual([ticket.id]);
  expect(await db.$count(ticketSearch)).toBeGreaterThan(0);
});

test("a ticket is read in the order things happened, whatever order they were recorded in", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst");
  const ticketExternalId = unique("ticket");
  const happened: [string, string][] = [
    ["reply", "2026-03-02T10:09:00Z"],
    ["question", "2026-03-02T10:00:00Z"],
    ["first of an instant", "2026-03-02T10:05:00Z"],
    ["second of an instant", "2026-03-02T10:05:00Z"],
  ];
  let ticketId = 0;
  for (const [body, at] of happened)
    ({ ticketId } = await recordEvent(systemCtx("test", db), {
      source: "test",
      // Ids that sort against the order of arrival.
      externalId: `${ticketExternalId}/${body.startsWith("second") ? 1 : 2}/${body}`,
      ticketExternalId,
      kind: body === "reply" ? "analyst_reply" : "customer_message",
      at: new Date(at),
      actorKind: "customer",
      actorName: "Mira",
      body,
      ticket: { subject: "Late mail" },
    }));
  const { events } = await ticketDetail(ctx, ticketId);
  expect(events.map(({ body }) => body)).toEqual([
    "question",
    "first of an instant",
    "second of an instant",
    "reply",
  ]);
  expect((await timeline(ctx, ticketId)).map(({ body }) => body)).toEqual(happened.map(([body]) => body));
});

test("presence is seen by colleagues and lapses by itself", async ({ db }) => {
  const ctx = ctxAs(db, "analyst", new Date("2026-03-02T10:00:00Z"));
  const { ids } = await queueOf(ctx, 1);
  const [ticketId = 0] = ids;
  await showPresence(ctx, { ticketId, doing: "replying" });
  expect(await presentPeople(ctx)).toContainEqual(
    expect.objectContaining({ userId: ctx.actor.id, doing: "replying" }),
  );
  const later = ctxAs(db, "analyst", new Date("2026-03-02T10:00:31Z"));
  expect(await presentPeople(later)).toEqual([]);
});

test("the list is sorted by age and by what is due next, page by page; what is answered or put aside leaves it", async ({
  db,
}) => {
  const ctx = ctxAs(db, "analyst", new Date("2026-03-02T10:05:00Z"));
  const { queueId, ids } = await queueOf(ctx, 7);
  const colleague = unique("user");
  await ctx.db.insert(user).values({ id: colleague, name: "Ann", email: `${colleague}@x.example` });
  const filter = { view: "active", queueId } as const;
  const [first = 0, second = 0, third = 0] = ids;
  await setTriage(ctx, { ticketId: third, fields: { priority: "urgent" } });
  await setTriage(ctx, { ticketId: first, fields: { priority: "low" } });
  const byDue = [third, ...ids.filter((id) => id !== third && id !== first), first];
  expect(await everyPage(ctx, { ...filter, sort: "age" }, 2)).toEqual(ids);
  expect(await everyPage(ctx, { ...filter, sort: "sla" }, 2)).toEqual(byDue);

  await reply(ctx, { ticketId: second, text: "Looking." });
  await assign(ctx, { ticketId: second, assigneeId: colleague });
  await snooze(ctx, { ticketId: third, until: null });
  expect(await everyPage(ctx, { ...filter, sort: "age" }, 3)).toEqual(
    ids.filter((id) => id !== second && id !== third),
  );
  expect(await everyPage(ctx, { view: "waiting", queueId, sort: "age" }, 1)).toEqual([second, third]);
  expect(await everyPage(ctx, { view: "waiting", queueId, assigneeId: colleague }, 1)).toEqual([second]);
});
