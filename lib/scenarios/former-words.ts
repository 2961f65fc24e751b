/** Scenarios that people keep are read with the words of earlier releases, too. */
import { currentDueReason } from "#lib/tickets/model";

const formerKeys: Readonly<Record<string, string>> = { silent: "abstains", not_silent: "shows" };

/** The expectation of a scenario in words of today; what is none is left to its schema. */
export function inCurrentWords(expected: unknown): unknown {
  if (typeof expected !== "object" || expected === null) return expected;
  const entries = Object.entries(expected).map(([key, value]) => [
    formerKeys[key] ?? key,
    key === "due_reason_not" ? currentDueReason(value) : value,
  ]);
  return Object.fromEntries(entries);
}
