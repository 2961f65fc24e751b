/** The arguments of a call as its tool declares them: past calls may say "5" where it wants the number, and 5 where it wants text. Pure. */
import type { z } from "zod";

/** Parses `given`; a value that only has the wrong type for what it says is taken as the right one. */
export function fitArguments<Input extends z.ZodObject>(input: Input, given: Record<string, unknown>) {
  const parsed = input.safeParse(given);
  if (parsed.success) return parsed;
  const changed = parsed.error.issues.flatMap((issue) => {
    const [name, ...deeper] = issue.path;
    return typeof name === "string" && deeper.length === 0 ? [[name, alike(given[name], issue)]] : [];
  });
  const fitted = input.safeParse({ ...given, ...Object.fromEntries(changed) });
  return fitted.success ? fitted : parsed;
}

function alike(value: unknown, issue: z.core.$ZodIssue): unknown {
  const wanted = issue.code === "invalid_type" ? issue.expected : "string";
  if (wanted === "string")
    return typeof value === "number" || typeof value === "boolean" ? `${value}` : value;
  if (wanted === "number") return typeof value === "string" && `${Number(value)}` === value ? +value : value;
  if (wanted === "boolean" && (value === "true" || value === "false")) return value === "true";
  return value;
}
