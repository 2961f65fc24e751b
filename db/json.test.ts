/** Rows go in and come out as they are, whatever is in them. */
import { asc, eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { customer } from "#db/schema/customers";
import { audit } from "#db/schema/platform";
import { test } from "#lib/platform/testing/database";
import { unique } from "#lib/platform/testing/unique";
import { insertRows, rowJson } from "./json";

test("rows are kept in their order, with nothing where nothing was", async ({ db }) => {
  const text = fc.string({ unit: "grapheme" }).map((any) => any.replaceAll("\0", ""));
  const json = fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null)), { maxKeys: 4 });
  const at = fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true });
  const row = fc.record({ action: text, before: fc.option(json), at });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), async (rows) => {
      const common = {
        entityId: unique("entity"),
        entity: "e",
        actorKind: "system",
        actorId: "t",
        actorName: "t",
      };
      await db.execute(
        insertRows(
          audit,
          rows.map((one) => ({ ...one, ...common })),
        ),
      );
      const kept = await db
        .select({ action: audit.action, before: audit.before, at: audit.at, isNull: sql`before is null` })
        .from(audit)
        .where(eq(audit.entityId, common.entityId))
        .orderBy(asc(audit.id));
      expect(kept).toEqual(
        rows.map((one) => ({ ...one, before: plain(one.before), isNull: one.before === null })),
      );
    }),
    { numRuns: 60 },
  );
});

test("a text cut in the middle of a character is kept with a mark in its place", async ({ db }) => {
  const whole = { source: unique("source"), externalId: "1", name: "\\ud83d \\\\ud83d 👋" };
  const cut = { ...whole, externalId: "2", name: whole.name.slice(0, -1) };
  const rows = await db.execute<{ customer: { name: string } }>(
    insertRows(customer, [whole, cut], sql`returning ${rowJson(customer)} as customer`),
  );
  expect(rows.map((row) => row.customer)).toMatchObject([
    whole,
    { ...cut, name: "\\ud83d \\\\ud83d \ufffd" },
  ]);
});

function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}
