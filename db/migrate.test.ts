/** The schema as migrated: guards that no command may get round. */
import { readFile } from "node:fs/promises";
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { suggestion, ticket, ticketEvent } from "#db/schema/index";
import { test, testDatabase } from "#lib/platform/testing/database";
import { readSetting } from "#lib/settings/queries";
import { ticketWithProposal } from "#lib/suggestions/testing/fixtures";
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

test("briefs written before their lines named events can still be read", async ({ ctx }) => {
  const { suggestion: written } = await ticketWithProposal(ctx, { kind: "escalation" });
  const isOurs = eq(suggestion.id, written.id);
  const before = JSON.stringify({ brief: { known: ["It is full."], tried: [], open: ["Why?"] } });
  await ctx.db
    .update(suggestion)
    .set({ payload: sql`${before}::text::jsonb` })
    .where(isOurs);
  const migration = await readFile(new URL("./migrations/0019_brief_lines.sql", import.meta.url), "utf8");
  for (const statement of migration.split("--> statement-breakpoint")) await ctx.db.execute(statement);
  const [row] = await ctx.db.select().from(suggestion).where(isOurs);
  expect(row?.payload.brief).toEqual({
    about: { text: "Disk full" },
    known: [{ text: "It is full." }],
    tried: [],
    open: [{ text: "Why?" }],
  });
});

test("queues in which the agent was silent become rules on how far it goes", async ({ ctx }) => {
  const write = (key: string, value: unknown) =>
    ctx.db.execute(sql`insert into setting (key, value, updated_by, updated_at)
      values (${key}, ${JSON.stringify(value)}::text::jsonb, 'test', now())
      on conflict (key) do update set value = excluded.value`);
  const urgent = { queueId: 3, priority: "urgent", level: "record" };
  const known = { queueId: 4, priority: null, level: "record" };
  await write("policy.reach", { rules: [urgent, known] });
  await write("policy.muted", { queueIds: [3, 4, 5] });
  const migration = await readFile(new URL("./migrations/0044_budgets.sql", import.meta.url), "utf8");
  const [, ...statements] = migration.split("--> statement-breakpoint");
  for (const statement of statements) await ctx.db.execute(statement);
  const { rules } = await readSetting(ctx, "policy.reach");
  const off = (queueId: number) => ({ queueId, priority: null, level: "off" });
  expect(rules).toEqual([urgent, known, off(3), off(5)]);
  await write("policy.reach", { rules: [] });
});
