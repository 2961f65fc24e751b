/** What a form is told of a field at fault. */
import { expect, test } from "vitest";
import { z } from "zod";
import { AppError } from "./errors";
import { parseInput } from "./parse";

test.each([
  [z.string().trim().min(1), " ", "This cannot be empty."],
  [z.string().min(12), "short", "At least 12 characters are needed."],
  [z.string().max(2000), "a".repeat(2001), "At most 2,000 characters fit."],
  [z.number().min(1), 0, "At least 1."],
  [z.number().max(20), 21, "At most 20."],
  [z.string().min(1, "Give it a name."), "", "Give it a name."],
])("a limit is told in plain words (%#)", (field, value, message) => {
  let thrown: unknown;
  try {
    parseInput(z.object({ field }), { field: value });
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(AppError);
  expect(thrown).toMatchObject({ code: "invalid", details: { fields: [{ field: "field", message }] } });
});

test("an instant no database can be told is refused by its field, however it was written", () => {
  const schema = z.object({ from: z.coerce.date().optional() });
  for (const from of ["+275760-09-13", "-000044-03-15", 8.64e15])
    expect(() => parseInput(schema, { from })).toThrow(/from: is not within the years/);
  expect(parseInput(schema, { from: "2026-11-29" })).toEqual({ from: new Date("2026-11-29") });
});
