/** How it stands with the embeddings, in a sentence for the page of the model. */
import { isOpen, spaceOf, whyNoVectors } from "#lib/knowledge/embedding-space";
import { countVectors } from "#lib/knowledge/vectors";
import { authorise, type Ctx } from "#lib/platform/context";
import { modelEndpoint } from "#lib/settings/queries";
import { embeddingEndpoint } from "./models";

const untilThen = "Until then passages are found by their words alone.";

/** What is embedded and what keeps the rest from it; null when no embedding model is configured. Needs `model.manage`. */
export async function embeddingHealth(ctx: Ctx): Promise<string | null> {
  authorise(ctx, "model.manage");
  const endpoint = embeddingEndpoint(await modelEndpoint(ctx));
  if (!endpoint) return null;
  const lacking = await whyNoVectors(ctx);
  if (lacking) return `${lacking} ${untilThen}`;
  const space = await spaceOf(ctx, endpoint.model);
  const trouble = space?.trouble && `${space.trouble} It is tried again every half minute.`;
  if (!isOpen(space))
    return `${trouble ?? "No passage is embedded yet; the worker begins in a moment."} ${untilThen}`;
  const { embedded, passages, refused } = await countVectors(ctx, space);
  const done = `${number(embedded)} of ${number(passages)} passages embedded.`;
  const left = refused > 0 && `The model refused ${number(refused)} of them.`;
  return [done, left, trouble].filter(Boolean).join(" ");
}

function number(count: number): string {
  return count.toLocaleString("en");
}
