/** Which model drafts: an endpoint of the installation's own, or none, and then the built-in apprentice. */
import { createOpenAI } from "@ai-sdk/openai";
import type { EmbeddingModelV3, LanguageModelV3 } from "@ai-sdk/provider";
import type { ModelEndpoint as ConfiguredEndpoint } from "#lib/settings/queries";

export type ModelEndpoint = Pick<ConfiguredEndpoint, "baseUrl" | "apiKey" | "model" | "api">;

/**
 * The AI SDK model of an endpoint: `chat` speaks chat completions, as compatible servers do, `responses`
 * OpenAI's own newer interface. Servers without keys get a placeholder, because the SDK wants one.
 */
export function languageModel({ model, api, ...server }: ModelEndpoint): LanguageModelV3 {
  const provider = providerOf(server);
  return api === "chat" ? provider.chat(model) : provider.responses(model);
}

/** An embedding model and the server it is asked at. */
export type EmbeddingEndpoint = Pick<ConfiguredEndpoint, "baseUrl" | "apiKey" | "model">;

/** The embedding model of an endpoint; null when none is configured. */
export function embeddingEndpoint(endpoint: ConfiguredEndpoint | null): EmbeddingEndpoint | null {
  if (!endpoint?.embeddingModel) return null;
  const { baseUrl, apiKey, embeddingModel } = endpoint;
  return { baseUrl, apiKey, model: embeddingModel };
}

/** The AI SDK model that turns texts into vectors. */
export function embeddingModel({ model, ...server }: EmbeddingEndpoint): EmbeddingModelV3 {
  return providerOf(server).embeddingModel(model);
}

function providerOf({ baseUrl, apiKey }: Pick<ConfiguredEndpoint, "baseUrl" | "apiKey">) {
  return createOpenAI({ apiKey: apiKey ?? "none", ...(baseUrl && { baseURL: baseUrl }) });
}
