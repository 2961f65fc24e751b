/** A rejected proposal's label with the reply its analyst wrote instead, redacted in one go. */
import type { Ctx } from "#lib/platform/context";
import { labelTexts } from "#lib/suggestions/label";
import { suggestionById, textSource } from "#lib/suggestions/queries";
import type { Label } from "./model";
import type { LabelOfCustomer } from "./queries";

/**
 * The label as it stands, or with the reply by hand as its final text. The whole conversation is redacted
 * anew with the reply, because a label keeps tokens and not what they hide: only so has one value one token.
 */
export async function withReplacement(
  ctx: Ctx,
  { label, replacement }: Pick<LabelOfCustomer, "label" | "replacement">,
): Promise<Label> {
  if (!replacement) return label;
  const { suggestionId, text, ...about } = replacement;
  const source = await textSource(ctx, await suggestionById(ctx, suggestionId), about);
  const { context, proposalText, finalText } = labelTexts(source, text);
  return { ...label, context, proposalText, finalText };
}
