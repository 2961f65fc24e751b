/** Which model drafts: an endpoint of the installation's own, or none, and then the built-in apprentice. */
import { createOpenAI } from "@ai-sdk/openai";
import type { EmbeddingModelV3, LanguageModelV3 } from "@ai-sdk/provider";
import { networksOf } from "#lib/platform/edge/client";
import { env } from "#lib/platform/env";
import { type Inside, insideOf } from "#lib/platform/outgoing/addresses";
import { guardedFetch } from "#lib/platform/outgoing/guarded-fetch";
import type { ModelEndpoint as ConfiguredEndpoint } from "#lib/settings/queries";
import { dialectOf } from "./dialect";
import { NoKey } from "./model-failure";
import { inUsualShape } from "./peer-shapes";

export type ModelEndpoint = Pick<ConfiguredEndpoint, "baseUrl" | "apiKey" | "model" | "api"> &
  Partial<Pick<ConfiguredEndpoint, "contextTokens" | "keyFault">>;

/**
 * The AI SDK model of an endpoint: `chat` speaks chat completions, as compatible servers do, `responses`
 * OpenAI's own newer interface. Servers without keys get a placeholder, because the SDK wants one.
 */
export function languageModel({ model, api, ...server }: ModelEndpoint): LanguageModelV3 {
  const isCounting = dialectOf({ ...server, model }).takesUsage;
  const provider = providerOf(server, (fetch) => inUsualShape(isCounting ? fetch : withoutCounting(fetch)));
  return api === "chat" ? provider.chat(model) : provider.responses(model);
}

/** An embedding model and the server it is asked at. */
export type EmbeddingEndpoint = Pick<ConfiguredEndpoint, "baseUrl" | "apiKey" | "keyFault" | "model">;

/** The embedding model of an endpoint; null when none is configured. */
export function embeddingEndpoint(endpoint: ConfiguredEndpoint | null): EmbeddingEndpoint | null {
  if (!endpoint?.embeddingModel) return null;
  const { baseUrl, apiKey, keyFault, embeddingModel } = endpoint;
  return { baseUrl, apiKey, ...(keyFault && { keyFault }), model: embeddingModel };
}

/** The AI SDK model that turns texts into vectors. */
export function embeddingModel({ model, ...server }: EmbeddingEndpoint): EmbeddingModelV3 {
  return providerOf(server).embeddingModel(model);
}

type Fetch = ReturnType<typeof guardedFetch>;

function providerOf(
  { baseUrl, apiKey, keyFault }: Pick<ConfiguredEndpoint, "baseUrl" | "apiKey" | "keyFault">,
  through: (fetch: Fetch) => Fetch = (fetch) => fetch,
) {
  const fetch: Fetch = keyFault
    ? () => Promise.reject(new NoKey(keyFault))
    : through(guardedFetch(reachable()));
  return createOpenAI({ apiKey: apiKey ?? "none", fetch, ...(baseUrl && { baseURL: baseUrl }) });
}

/** For servers that refuse to be asked for the tokens of a stream. */
function withoutCounting(fetch: Fetch): Fetch {
  return (input, init) => {
    const { stream_options: _, ...body } = JSON.parse(String(init?.body ?? "{}"));
    return fetch(input, { ...init, body: JSON.stringify(body) });
  };
}

/** Where a model may stand beside the internet: on this machine, and in the networks named for it. */
export function reachable(): Inside {
  const { VIGIL_OUTGOING_PRIVATE, VIGIL_MODEL_NETWORKS } = env();
  return insideOf(VIGIL_OUTGOING_PRIVATE, [...networksOf(["127.0.0.0/8", "::1"]), ...VIGIL_MODEL_NETWORKS]);
}
