/** Texts to vectors: one call to an embedding model, and what a model makes of texts it refuses. */
import { APICallError } from "@ai-sdk/provider";
import { embedMany } from "ai";
import { unit } from "#lib/knowledge/embedding-similarity";
import { inSpan } from "#lib/platform/tracing/span";
import type { ModelCalls } from "./model-calls";
import type { ModelFailure } from "./model-failure";
import { BrokenAnswer } from "./model-failure";
import { type EmbeddingEndpoint, embeddingModel } from "./models";

/** Unit vectors of the texts, all of one length. Asks once; throws what the provider throws, or `BrokenAnswer`. */
export async function embed(
  endpoint: EmbeddingEndpoint,
  texts: string[],
  signal: AbortSignal,
): Promise<number[][]> {
  const model = embeddingModel(endpoint);
  const facts = { "gen_ai.operation.name": "embeddings", "gen_ai.request.model": endpoint.model };
  const { embeddings } = await inSpan("model call", { kind: "client", facts }, () =>
    embedMany({ model, values: texts, maxRetries: 0, maxParallelCalls: 1, abortSignal: signal }),
  );
  const vectors = embeddings.map(unit).filter((vector) => vector !== null);
  const isEven = vectors.every(({ length }) => length === vectors[0]?.length);
  if (vectors.length !== texts.length || !isEven) throw new BrokenAnswer("The vectors cannot be read.");
  return vectors;
}

export type Embedded = { vectors: (number[] | null)[] } | { failure: ModelFailure };

/** Characters of a text, and the fewest it is cut to for a model that takes no longer ones. */
const longest = 6_000;
const shortest = 500;

/**
 * Embeds any texts by an endpoint: what it refuses is tried apart and shorter. The vector of a text it refuses even then
 * is null. Lengths it takes are remembered for the next call.
 */
export function embedder(calls: ModelCalls) {
  let length = longest;
  const attempt = async (endpoint: EmbeddingEndpoint, texts: string[], cut: number): Promise<Embedded> => {
    const result = await calls.run((signal) =>
      unlessRefused(
        embed(
          endpoint,
          texts.map((text) => begin(text, cut)),
          signal,
        ),
      ),
    );
    if ("failure" in result) return result;
    if (result.answer) return { vectors: result.answer };
    if (texts.length > 1) {
      const half = Math.ceil(texts.length / 2);
      const first = await attempt(endpoint, texts.slice(0, half), length);
      if ("failure" in first) return first;
      const second = await attempt(endpoint, texts.slice(half), length);
      return "failure" in second ? second : { vectors: [...first.vectors, ...second.vectors] };
    }
    if (cut / 2 < shortest) return { vectors: [null] };
    const shorter = await attempt(endpoint, texts, cut / 2);
    if ("vectors" in shorter && shorter.vectors[0]) length = Math.min(length, cut / 2);
    return shorter;
  };
  return (endpoint: EmbeddingEndpoint, texts: string[]) => attempt(endpoint, texts, length);
}

/** Null where the texts themselves were refused, which says nothing of the endpoint. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    const isRefusal = APICallError.isInstance(error) && [400, 413, 422].includes(error.statusCode ?? 0);
    if (isRefusal) return null;
    throw error;
  }
}

/** The beginning of a text, without half a character at its end. */
function begin(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, "");
}
