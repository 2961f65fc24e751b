/** Whether an action helped, as an installed look-up shows it. */
import { asText } from "#lib/platform/as-text";
import type { Ctx } from "#lib/platform/context";
import { filledIn, lookWith } from "./ask";
import type { ResultCheck } from "./model";
import { isAsExpected, valueAt } from "./result";

/** `pending`: it does not show what is expected, or not yet; `silent`: it cannot be asked, or says nothing of it. */
export type LookUpSignal = { state: "good" | "pending" | "silent"; seen: Record<string, unknown> };

/** Asks once. */
export async function lookUpSignal(
  ctx: Ctx,
  check: ResultCheck | null,
  given: Record<string, unknown>,
  ticketId: number,
): Promise<LookUpSignal> {
  if (check === null) return { state: "silent", seen: { reason: "No look-up is set." } };
  const found = await lookWith(ctx, check, given, ticketId);
  if (!found.isSeen) return { state: "silent", seen: { tool: check.tool, reason: found.reason } };
  const value = valueAt(found.result, check.path);
  const expected = asText(filledIn(check.value, given));
  const isGood = isAsExpected(value, check.comparison, expected);
  const seen = {
    tool: check.tool,
    [check.path]: value ?? null,
    expected: `${words[check.comparison]} ${expected}`,
  };
  if (isGood === null) return { state: "silent", seen };
  return { state: isGood ? "good" : "pending", seen };
}

const words = { is: "is", is_not: "is not", at_least: "at least", at_most: "at most" } as const;
