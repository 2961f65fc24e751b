/** A row of the timeline that does not fit its kind costs what does not fit, never the ticket. */
import { sql } from "drizzle-orm";
import { expect, test as plain } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { observation } from "#lib/agent/queries";
import { examplesAfter } from "#lib/agent/training-log";
import { exportTickets } from "#lib/imports/export";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { person, ticketWithMessage } from "#lib/suggestions/testing/fixtures";
import { addNote, recordEvent } from "./commands";
import { eventKinds } from "./model";
import { ticketDetail, timeline } from "./queries";
import { contentOfRow } from "./stored-event";

/** Data no event of any kind was meant to have. */
const odd: unknown[] = [
  null,
  [],
  7,
  "text",
  { labels: { cpu: 97, host: { name: "db-1" }, team: "core" } },
  { reason: "moon", field: "mood", withdraws: "seven", concerns: null, edits: {}, origin: "robot" },
  { attachments: [{ file: "old.txt" }, { name: "new.txt", type: "text/plain" }, 5] },
  { opening: "yes", flaws: "one", tool: 7, arguments: [], result: "none", labels: [], to: {}, from: 5 },
  { unknown: { deep: [1] }, suggestionId: "12" },
];

plain.each(eventKinds)("%s is read, whatever its data is, as what it is or as a note", (kind) => {
  const read = odd.map((data) => contentOfRow({ kind, data }).kind);
  expect(read.filter((one) => one !== kind && one !== "note")).toEqual([]);
});

plain("what fits is kept, and what does not is named", () => {
  expect(contentOfRow({ kind: "alert_firing", data: odd[4] })).toEqual({
    kind: "alert_firing",
    data: { labels: { cpu: "97", team: "core" }, flaws: ["Stored data could not be read: labels.host."] },
  });
  expect(contentOfRow({ kind: "customer_message", data: odd[6] })).toEqual({
    kind: "customer_message",
    data: {
      attachments: [{ name: "new.txt", type: "text/plain" }],
      flaws: ["Stored data could not be read: attachments.2, attachments.0."],
    },
  });
  expect(contentOfRow({ kind: "reply_withdrawn", data: { withdraws: "12" } })).toEqual({
    kind: "reply_withdrawn",
    data: { withdraws: 12 },
  });
  const unreadable = (kind: string) => `This was stored as “${kind}” with data that cannot be read.`;
  expect(contentOfRow({ kind: "assignment", data: { to: {} } })).toEqual({
    kind: "note",
    data: { flaws: [unreadable("assignment")] },
  });
  expect(contentOfRow({ kind: "follow_up_due", data: { reason: "moon" } })).toEqual({
    kind: "note",
    data: { flaws: [unreadable("follow_up_due")] },
  });
});

test("a ticket with rows of every oddity opens, is worked on, exported and learned from", async ({
  db,
  ctx,
}) => {
  const { ticketId, eventId, externalId } = await ticketWithMessage(ctx, "The volume vol-77 is full.");
  const rows = eventKinds.flatMap((kind) => odd.map((data) => ({ kind, data })));
  for (const { kind, data } of [...rows, { kind: "from_tomorrow", data: {} }])
    await db.execute(sql`
      insert into ticket_event (ticket_id, kind, at, actor_kind, actor_name, body, data, source)
      values (${ticketId}, ${kind}, now(), 'connector', 'Old', ${`Words of ${kind}`},
        ${JSON.stringify(data)}::text::jsonb, 'test')`);
  const count = rows.length + 2;
  const { events } = await ticketDetail(ctx, ticketId);
  expect(events).toHaveLength(count);
  expect(events.filter(({ body }) => body === "Words of from_tomorrow")).toMatchObject([
    { kind: "note", data: { flaws: ["This was stored as “from_tomorrow” with data that cannot be read."] } },
  ]);
  expect(await timeline(ctx, ticketId)).toHaveLength(count);
  expect((await observation(ctx, { ticketId, eventId })).timeline.length).toBeGreaterThan(0);

  // What arrives late folds the whole timeline anew.
  const monitor: Ctx = { ...ctx, actor: { kind: "connector", id: "test", name: "Test" } };
  const late = {
    source: "test",
    externalId: unique("late"),
    ticketExternalId: externalId,
    actorName: "Mira",
  };
  const at = new Date(Date.now() - 60_000);
  await recordEvent(monitor, { ...late, kind: "customer_message", at, actorKind: "customer", body: "Late." });
  await addNote(await person(ctx), { ticketId, text: "I am on it." });
  const system = systemCtx("test", db);
  const facts = {
    kind: "case",
    subject: "Disk full",
    queue: null,
    assigneeId: null,
    customer: null,
  } as const;
  const upToEventId = events.at(-1)?.id ?? 0;
  await db
    .insert(trainingExample)
    .values({ ticketId, upToEventId, facts: { ...facts, closedAt: 0, triage: {} as never }, at: new Date() });
  const examples = await examplesAfter(system, 0, 100);
  expect(examples.map(({ kind }) => kind)).toContain("case");
  const lines: string[] = [];
  for await (const line of await exportTickets(await person(ctx, "admin"))) lines.push(line);
  expect(lines.some((line) => line.includes("Words of customer_message"))).toBe(true);
});
