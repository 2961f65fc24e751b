/** Turns what zod says about an input into the one error the transports know. */
import type { z } from "zod";
import { closedWithin } from "./direction/rules";
import { AppError } from "./errors";
import type { FieldFault } from "./model";
import { unstorable } from "./unstorable";

/**
 * The parsed input, or `AppError("invalid")` whose `details.fields` lists every field at fault. Text that cannot be
 * stored is refused here for everybody, so that no schema has to think of it; what a text says about direction ends with it.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  refuseUnstorable(input);
  const parsed = schema.safeParse(closedWithin(input), { error: plainWords });
  if (parsed.success) {
    // Only now is a text known to be an instant.
    refuseUnstorable(parsed.data);
    return parsed.data;
  }
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

function refuseUnstorable(value: unknown): void {
  const flaw = unstorable(value);
  if (!flaw) return;
  throw new AppError("invalid", `${flaw.field || "The input"}: ${flaw.message}`, { fields: [flaw] });
}

/** Words for people who fill in a form, where a schema brings none of its own. */
function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "too_small" && issue.origin === "string")
    return Number(issue.minimum) === 1
      ? "This cannot be empty."
      : `At least ${count(issue.minimum)} characters are needed.`;
  if (issue.code === "too_small" && issue.origin === "number") return `At least ${count(issue.minimum)}.`;
  if (issue.code === "too_big" && issue.origin === "string")
    return `At most ${count(issue.maximum)} characters fit.`;
  if (issue.code === "too_big" && issue.origin === "number") return `At most ${count(issue.maximum)}.`;
  return undefined;
}

function count(limit: number | bigint): string {
  return limit.toLocaleString("en");
}
