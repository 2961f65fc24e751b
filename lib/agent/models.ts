/** Which model drafts: an endpoint of the installation's own, or none, and then the built-in apprentice. */
import { createOpenAI } from "@ai-sdk/openai";
import type { LanguageModelV3 } from "@ai-sdk/provider";
import { z } from "zod";

/** `chat`: chat completions, which compatible servers speak. `responses`: OpenAI's own newer API. */
export const ModelEndpoint = z.object({
  baseUrl: z.url({ protocol: /^https?$/ }).nullable(),
  apiKey: z.string().nullable(),
  model: z.string().min(1),
  api: z.enum(["chat", "responses"]),
});
export type ModelEndpoint = z.infer<typeof ModelEndpoint>;

/** The AI SDK model of an endpoint; servers without keys get a placeholder, because the SDK wants one. */
export function languageModel({ baseUrl, apiKey, model, api }: ModelEndpoint): LanguageModelV3 {
  const provider = createOpenAI({ apiKey: apiKey ?? "none", ...(baseUrl && { baseURL: baseUrl }) });
  return api === "chat" ? provider.chat(model) : provider.responses(model);
}
