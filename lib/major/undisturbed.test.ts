/** Detection leaves others undisturbed: what it works out is worked out outside of a transaction, and nothing is left out by a crash. */
import { and, eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { customerReport } from "#db/schema/major";
import { changesSince, headCursor, publishChange } from "#lib/platform/changes";
import { withTransaction } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { detectMajor } from "./detecting";
import { readNewReports } from "./report-intake";
import * as reports from "./reports";
import { deskOf, newMessage, newWord } from "./testing/desk";

test("while messages are compared, browsers hear of what others did meanwhile", async ({ db }) => {
  const { machine, write } = deskOf(db);
  await write(unique("company"), newMessage());
  const before = await headCursor(machine);
  const season = reports.seasonNow;
  const heard: number[] = [];
  const asked = vi.spyOn(reports, "seasonNow").mockImplementation(async (ctx) => {
    const [ticketId] = [await write(unique("company"), newMessage())];
    await withTransaction(machine, (tx) => publishChange(tx, "ticket", ticketId));
    const changes = await changesSince(machine, before);
    heard.push(
      ...changes.filter((change) => change.ticketId === ticketId).map(({ ticketId: id }) => id ?? 0),
    );
    return season(ctx);
  });
  await detectMajor(machine);
  asked.mockRestore();
  expect(heard.length).toBeGreaterThan(0);
});

test("what was read before a crash is compared after it", async ({ db }) => {
  const { machine, write } = deskOf(db);
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
