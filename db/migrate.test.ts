/** The schema as migrated: guards that no command may get round. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { ticket, ticketEvent } from "#db/schema/index";
import { test, testDatabase } from "#lib/platform/testing/database";
import { migrateDatabase } from "./migrate";

test("the timeline is append-only", async ({ db }) => {
  const at = new Date();
  const [row] = await db
    .insert(ticket)
    .values({ source: "test", subject: "Disk full", openedAt: at, lastEventAt: at })
    .returning();
  const ticketId = row?.id ?? 0;
  await db
    .insert(ticketEvent)
    .values({ ticketId, kind: "note", at, actorKind: "system", actorName: "test", source: "test" });
  const change = db.execute(sql`update ticket_event set body = 'x' where ticket_id = ${ticketId}`);
  await expect(change).rejects.toMatchObject({ cause: { message: "ticket_event is append-only" } });
});

test("migrating twice at once is harmless", async () => {
  const { url } = await testDatabase();
  await expect(Promise.all([migrateDatabase(url), migrateDatabase(url)])).resolves.toBeDefined();
});
