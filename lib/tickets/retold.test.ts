/** A message told again: edited or deleted where it was written, or our own reply that comes back. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { ctxAs, test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { activeEvents } from "./active-events";
import { recordEvent, recordEvents } from "./commands";
import { ticketById, timeline } from "./queries";
import { reply } from "./replies/commands";
import { message, start } from "./testing/inbound-message";

test("other words under the same id are an edit: they stand in the old ones' place, the agent looks again", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const first = await recordEvent(ctx, message(source, "1", 0, { body: "vol-17 is stuck" }));
  const edit = await recordEvent(ctx, message(source, "1", 9, { body: "vol-42 is stuck" }));
  expect(edit).toMatchObject({ ticketId: first.ticketId, isDuplicate: false });
  const events = await timeline(ctx, first.ticketId);
  expect(activeEvents(events).map(({ body, at }) => [body, at.getTime()])).toEqual([
    ["vol-42 is stuck", start],
  ]);
  expect(await jobsOf(db, first.ticketId)).toContain(`consider:${edit.eventId}`);
  // The first version once more, and the second, are known.
  for (const body of ["vol-17 is stuck", "vol-42 is stuck"])
    expect((await recordEvent(ctx, message(source, "1", 0, { body }))).isDuplicate, body).toBe(true);
  const back = message(source, "1", 0, { body: "vol-17 is stuck", editedAt: new Date(start + 60_000) });
  expect((await recordEvent(ctx, back)).isDuplicate).toBe(false);
  expect(activeEvents(await timeline(ctx, first.ticketId)).map(({ body }) => body)).toEqual([
    "vol-17 is stuck",
  ]);
  // In one delivery, and of another look only: the text changes, nobody is called.
  const [, touched] = await recordEvents(ctx, {
    events: [
      message(source, "2", 10, { body: "and vol-18" }),
      message(source, "2", 10, { body: "And vol-18!" }),
    ],
  });
  expect(await jobsOf(db, first.ticketId)).not.toContain(`consider:${touched?.eventId}`);
  expect((await ticketById(ctx, first.ticketId)).snippet).toBe("And vol-18!");
});

test("a deleted message is gone, and what was proposed on it", async ({ db }) => {
  const ctx = systemCtx("test", db);
  const source = unique("source");
  const { ticketId } = await recordEvent(ctx, message(source, "1"));
  const gone = { kind: "message_deleted", deletes: "1", customer: null } as const;
  const deletion = await recordEvent(ctx, message(source, "1/deleted", 5, gone));
  expect(activeEvents(await timeline(ctx, ticketId)).map(({ kind }) => kind)).toEqual(["message_deleted"]);
  expect((await recordEvent(ctx, message(source, "1/deleted", 5, gone))).isDuplicate).toBe(true);
  expect(await jobsOf(db, ticketId)).toContain(`consider:${deletion.eventId}`);
  const unknown = message(source, "9/deleted", 5, { ...gone, deletes: "9", ticketExternalId: "none" });
  await expect(recordEvent(ctx, unknown)).rejects.toMatchObject({ code: "unprocessable" });
});

test("our own reply that comes back is known, under its own id or by its words, and another one is not", async ({
  db,
}) => {
  const ctx = systemCtx("test", db);
  const analyst = ctxAs(db, "analyst", new Date(start + 10 * 60_000));
  const source = unique("source");
  const { ticketId } = await recordEvent(ctx, message(source, "1"));
  const text = "Please detach the volume vol-17 first.";
  const ours = await reply(analyst, { ticketId, text });
  const from = (id: string, body: string, minutes = 11) =>
    recordEvent(
      ctx,
      message(source, id, minutes, { kind: "analyst_reply", actorKind: "analyst", customer: null, body }),
    );
  const echo = { ticketId, eventId: ours.eventId, isDuplicate: true };
  expect(await from(`reply_${ours.eventId}_mf3k2x1c`, "rewritten by the other desk")).toEqual(echo);
  expect(await from("77", `please detach the volume vol-17 first\n\n--\nKim`)).toEqual(echo);
  expect((await from("78", "Please detach the volume vol-18 first.")).isDuplicate).toBe(false);
  expect((await from("79", text, 60)).isDuplicate).toBe(false);
});

function jobsOf(db: Ctx["db"], ticketId: number): Promise<string[]> {
  return db
    .execute<{ id: string }>(
      sql`select 'consider:' || id as id from ticket_event where ticket_id = ${ticketId}
        and exists (select from dbos.workflow_status where workflow_uuid = 'consider:' || ticket_event.id)`,
    )
    .then((rows) => rows.map(({ id }) => id));
}
