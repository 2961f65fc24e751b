/** What is let through can be stored and read back; what is not is named by its field. */
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import { test } from "./testing/database";
import { unstorable } from "./unstorable";

const anyText = fc.string({
  unit: fc.oneof(fc.constantFrom("\0", "\ud800", "\udfff", "é", "😀"), fc.string()),
});

test.each([
  ["fine", null],
  [{ a: ["ok", { b: "x\0y" }] }, { field: "a.1.b", message: "contains a NUL character" }],
  [{ a: { "k\0": 1 } }, { field: "a", message: "contains a NUL character" }],
  [["ok", "\ud83d"], { field: "1", message: "contains half a surrogate pair" }],
  [{ at: new Date("9999-12-31T23:59:59Z") }, null],
  [{ at: [new Date("+010000-01-01")] }, { field: "at.0", message: "is not within the years 1 to 9999" }],
  [{ at: new Date("0000-12-31") }, { field: "at", message: "is not within the years 1 to 9999" }],
  [{ at: new Date(Number.NaN) }, { field: "at", message: "is not within the years 1 to 9999" }],
  [{ at: new Date(), bytes: new Uint8Array([0]), none: null, emoji: "😀" }, null],
])("%j", (value, expected) => expect(unstorable(value)).toEqual(expected));

test("nesting without end is refused without recursion", () => {
  const deep = JSON.parse(`${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`);
  expect(unstorable(deep)?.message).toBe("is nested too deeply");
});

test("Postgres keeps exactly what is let through, as text and inside JSON", async ({ db }) => {
  const read = async (text: string) => {
    const [row] = await db.execute<{ plain: string; inside: { text: string } }>(
      sql`select ${text}::text as plain, ${JSON.stringify({ text })}::text::jsonb as inside`,
    );
    return [row?.plain, row?.inside.text];
  };
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const kept = await read(text).catch(() => null);
      const isWhole = kept?.every((back) => back === text) ?? false;
      expect(isWhole).toBe(unstorable(text) === null);
    }),
    { numRuns: 150 },
  );
});
