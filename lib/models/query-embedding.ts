/** The embedding of a question, in time or not at all. */
import { setTimeout as sleep } from "node:timers/promises";
import { isOpen, spaceOf } from "#lib/knowledge/embedding-space";
import type { QueryEmbedding } from "#lib/knowledge/vectors";
import type { Ctx } from "#lib/platform/context";
import { redactForGood } from "#lib/privacy/redact";
import { embed } from "./embed";
import { type CallLimits, modelCalls } from "./model-calls";
import type { EmbeddingEndpoint } from "./models";

/**
 * The embedding of a question by the configured model. Null when there is no model, its space is not open, or the answer
 * would be late; rejects only when the database does. Private data and `names` do not leave this machine.
 */
export type EmbedQuery = (
  ctx: Ctx,
  question: { text: string; names: string[] },
) => Promise<QueryEmbedding | null>;

/** Milliseconds a search waits for the embedding of its question. */
const queueTimeout = 800;
/** Short calls that somebody waits for: many at once, and rather none than a late one. */
const limits: CallLimits = { concurrency: 16, perMinute: 3_000, timeout: queueTimeout, queueTimeout };
/** Characters of a question; more than that is no longer a question. */
const longest = 2_000;

/** Without a model. */
export const noQueryEmbedding: EmbedQuery = async () => null;

/** Embeds the questions of this process; after repeated failures the model is not asked for half a minute. */
export function openQueryEmbedding(
  endpoint: (ctx: Ctx) => Promise<EmbeddingEndpoint | null>,
  living: () => number = () => 1,
): EmbedQuery {
  const calls = modelCalls(limits, { living, waits: [] });
  return async (ctx, { text, names }) => {
    const asked = await endpoint(ctx);
    if (!asked || text.trim() === "") return null;
    const space = await spaceOf(ctx, asked.model);
    if (!isOpen(space)) return null;
    const hidden = redactForGood(text, { names }).slice(0, longest);
    const call = calls.run((signal) => embed(asked, [hidden], signal));
    const result = await Promise.race([call, sleep(queueTimeout, null, { ref: false })]);
    const vector = result && "answer" in result ? result.answer[0] : undefined;
    return vector?.length === space.dimensions ? { space, vector } : null;
  };
}
