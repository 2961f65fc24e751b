/** What was written in earlier weeks is read once, by however many workers, and later whatever has become past since. */
import { eq, inArray } from "drizzle-orm";
import { expect } from "vitest";
import { customerReport, reportTerm } from "#db/schema/major";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { pastReader } from "./report-intake";
import { day, environmentOf, newMessage, newWord } from "./testing/environment";

async function readOf(ctx: Ctx, tickets: number[]): Promise<number[]> {
  const rows = await ctx.db
    .select({ ticketId: customerReport.ticketId })
    .from(customerReport)
    .where(inArray(customerReport.ticketId, tickets))
    .orderBy(customerReport.ticketId);
  return rows.map(({ ticketId }) => ticketId);
}

test("a message that becomes past later, or is imported later, is read at a later look", async ({ db }) => {
  const { machine, write, later, now } = environmentOf(db);
  const readPast = pastReader();
  const text = `${newWord()} ${newWord()}`;
  const old = await write("A", text, { at: now() - 20 * day });
  const fresh = await write("B", text);
  await readPast(machine);
  expect(await readOf(machine, [old, fresh])).toEqual([old]);
  later(121);
  const imported = await write("C", text, { at: now() - 10 * day });
  await readPast(machine);
  expect(await readOf(machine, [old, fresh, imported])).toEqual([old, fresh, imported]);
});

test("workers that read the same messages at the same time count them once", async ({ db }) => {
  const { machine, write, now } = environmentOf(db);
  const counted = async () => {
    const rows = await db.select().from(reportTerm).where(eq(reportTerm.term, ""));
    return rows[0]?.messages ?? 0;
  };
  const before = await counted();
  for (let n = 0; n < 30; n++) await write("A", newMessage(), { at: now() - 3 * day });
  await Promise.all(Array.from({ length: 4 }, () => pastReader()(machine)));
  expect((await counted()) - before).toBe(30);
});
