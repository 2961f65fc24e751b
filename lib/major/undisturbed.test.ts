/** Detection leaves others undisturbed: what it works out is worked out outside of a transaction, and nothing is left out by a crash. */
import { and, eq, sql } from "drizzle-orm";
import { expect, vi } from "vitest";
import { customerReport } from "#db/schema/major";
import { withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { detectMajor } from "./detecting";
import { readNewReports } from "./report-intake";
import * as reports from "./reports";
import { environmentOf, newMessage, newWord } from "./testing/environment";

test("while messages are compared, no transaction is open that has written", async ({ db }) => {
  const { machine, write } = environmentOf(db);
  await write(unique("company"), newMessage());
  const season = reports.seasonNow;
  const writing: number[] = [];
  const asked = vi.spyOn(reports, "seasonNow").mockImplementation(async (ctx) => {
    const [row] = await db.execute<{ open: number }>(sql`
      select count(*)::int as open from pg_stat_activity
      where datname = current_database() and backend_xid is not null and backend_type = 'client backend'`);
    writing.push(row?.open ?? -1);
    return season(ctx);
  });
  await detectMajor(machine);
  asked.mockRestore();
  expect(writing).toEqual([0]);
});

test("what was read before a crash is compared after it", async ({ db }) => {
  const { machine, write } = environmentOf(db);
  const name = `zq${newWord()}`;
  for (let n = 0; n < 12; n++) await write(unique(), newMessage());
  await detectMajor(machine);
  const tickets: number[] = [];
  for (let n = 0; n < 4; n++)
    tickets.push(await write(unique("company"), `${name} is down, ${name} answers HTTP 503 since noon`));
  // The worker dies between reading and comparing.
  await withTransaction(machine, (tx) => readNewReports(tx, 100));
  expect(await detectMajor(machine)).toHaveLength(1);
  const left = await db.$count(
    customerReport,
    and(eq(customerReport.isCompared, false), eq(customerReport.ticketId, tickets[0] ?? 0)),
  );
  expect(left).toBe(0);
});
