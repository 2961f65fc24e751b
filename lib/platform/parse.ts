/** Turns what zod says about an input into the one error the transports know. */
import type { z } from "zod";
import { AppError } from "./errors";
import type { FieldFault } from "./model";
import { unstorable } from "./unstorable";

/**
 * The parsed input, or `AppError("invalid")` whose `details.fields` lists every field at fault. Text that cannot be
 * stored is refused here for everybody, so that no schema has to think of it.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const flaw = unstorable(input);
  if (flaw)
    throw new AppError("invalid", `${flaw.field || "The input"}: ${flaw.message}`, { fields: [flaw] });
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields: FieldFault[] = parsed.error.issues.map((issue) => ({
    field: issue.path.map(String).join("."),
    message: issue.message,
  }));
  const [first] = fields;
  const sentence = first?.field
    ? `${first.field}: ${first.message}`
    : (first?.message ?? "The input is not valid.");
  throw new AppError("invalid", sentence, { fields });
}
