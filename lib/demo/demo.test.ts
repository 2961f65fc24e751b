/** The demo's story as it lands in the database. */
import { count, eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { ticket, ticketEvent, user } from "#db/schema/index";
import { searchPassages } from "#lib/knowledge/queries";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { playStep, prepareDemo } from "./play";
import { story } from "./story/story";

test("the story is written once, searchable, taught, and its feed plays each step once", async ({ db }) => {
  const ctx = systemCtx("demo", db);
  await prepareDemo(ctx);
  await prepareDemo(ctx);
  const closed = story.tickets.filter((one) => one.closed).length;
  const byStatus = await db.select({ status: ticket.status, n: count() }).from(ticket).groupBy(ticket.status);
  expect(byStatus.find(({ status }) => status === "closed")?.n).toBe(closed);
  expect(byStatus.reduce((sum, { n }) => sum + n, 0)).toBe(story.tickets.length);
  expect(await db.$count(user)).toBe(story.people.length);
  const [{ taught } = { taught: 0 }] = await db.execute<{ taught: number }>(
    sql`select count(*)::int as taught from teaching`,
  );
  expect(taught).toBe(closed);
  const found = await searchPassages(ctx, { text: "vCPU quota exceeded, please raise the limit" });
  expect(found.map(({ kind }) => kind)).toContain("ticket");

  const [{ feeds } = { feeds: 0 }] = await db.execute<{ feeds: number }>(
    sql`select count(*)::int as feeds from dbos.workflow_status where name = 'demo.step'`,
  );
  expect(feeds, "a second start replaces the feed of the first").toBe(1);

  const run = "2026-01-01T00:00:00.000Z";
  for (const step of [0, 0, 1]) await playStep(ctx, { step, run });
  const live = await db
    .select()
    .from(ticketEvent)
    .where(sql`${ticketEvent.externalId} like ${`live/${run}/%`}`);
  expect(live).toHaveLength(2);
  const fresh = await db
    .select()
    .from(ticket)
    .where(eq(ticket.externalId, `live/${run}/live-quota-vcpu`));
  expect(fresh[0]).toMatchObject({ status: "new", agentState: "considering" });
}, 60_000);
