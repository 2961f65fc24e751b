/** Which model drafts: an endpoint of the installation's own, or none, and then the built-in apprentice. */
import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV3 } from "@ai-sdk/provider";
import type { ModelEndpoint as ConfiguredEndpoint } from "#lib/settings/queries";

export type ModelEndpoint = Pick<ConfiguredEndpoint, "baseUrl" | "apiKey" | "model" | "api">;

/**
 * The AI SDK model of an endpoint: `chat` speaks chat completions, as compatible servers do, `responses`
 * OpenAI's own newer interface. Servers without keys get a placeholder, because the SDK wants one.
 */
export function languageModel({ baseUrl, apiKey, model, api }: ModelEndpoint): LanguageModelV3 {
  const provider = createOpenAI({ apiKey: apiKey ?? "none", ...(baseUrl && { baseURL: baseUrl }) });
  return api === "chat" ? provider.chat(model) : provider.responses(model);
}
