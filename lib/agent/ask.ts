/** One question to a model: streams its text, returns text and at most one tool call. */
import type { LanguageModelV3 } from "@ai-sdk/provider";
import { type JSONValue, stepCountIs, streamText, type ToolSet, tool, zodSchema } from "ai";
import type { ToolRequest } from "#lib/suggestions/model";
import type { Tool } from "./tools/tool";

export type Question = {
  model: LanguageModelV3;
  system: string;
  prompt: string;
  tools: readonly Tool[];
  /** For the built-in apprentice, which reads no prompt. */
  providerOptions?: Record<string, Record<string, JSONValue>>;
  signal?: AbortSignal;
  /** The whole text so far, at each piece that arrives. */
  onText?: (text: string) => void;
};

export type Answer = { text: string; call: ToolRequest | null };

/** The stream ended before the model was done, or held nothing to read. */
export class BrokenAnswer extends Error {}

/** Asks once, without retries. Throws what the model's provider throws, or `BrokenAnswer`. */
export async function ask(question: Question): Promise<Answer> {
  const { model, system, prompt, providerOptions, signal, onText } = question;
  const stream = streamText({
    model,
    system,
    prompt,
    tools: offered(question.tools),
    stopWhen: stepCountIs(1),
    maxRetries: 0,
    onError: () => {},
    ...(providerOptions && { providerOptions }),
    ...(signal && { abortSignal: signal }),
  });
  const answer: Answer = { text: "", call: null };
  let ending: string | null = null;
  for await (const part of stream.fullStream) {
    if (part.type === "text-delta") {
      answer.text += part.text;
      onText?.(answer.text);
    } else if (part.type === "tool-call" && !part.invalid) {
      answer.call ??= { tool: part.toolName, arguments: asArguments(part.input) };
    } else if (part.type === "error") {
      throw part.error;
    } else if (part.type === "abort") {
      throw signal?.reason ?? new BrokenAnswer("The answer was broken off.");
    } else if (part.type === "finish") {
      ending = part.finishReason;
    }
  }
  if (ending !== "stop" && ending !== "tool-calls")
    throw new BrokenAnswer(`The answer ended early (${ending ?? "no end"}).`);
  if (!answer.text.trim() && !answer.call) throw new BrokenAnswer("The answer was empty.");
  return answer;
}

/** Catalogues in the model's terms: working out their JSON schemas costs more than asking the apprentice. */
const catalogues = new WeakMap<readonly Tool[], ToolSet>();

/** The catalogue as the model sees it. Without `execute`, so that nothing runs until an analyst agrees. */
function offered(tools: readonly Tool[]): ToolSet {
  const known = catalogues.get(tools);
  if (known) return known;
  const catalogue = Object.fromEntries(
    tools.map(({ name, description, input }) => [name, tool({ description, inputSchema: zodSchema(input) })]),
  );
  catalogues.set(tools, catalogue);
  return catalogue;
}

function asArguments(input: unknown): Record<string, unknown> {
  return typeof input === "object" && input !== null ? { ...input } : {};
}
