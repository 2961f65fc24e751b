/** Turns what zod says about an input into the one error the transports know. */
import type { z } from "zod";
import { AppError } from "./errors";
import type { FieldFault } from "./model";

/** The parsed input, or `AppError("invalid")` whose `details.fields` lists every field at fault. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
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
