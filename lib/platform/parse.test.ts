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
