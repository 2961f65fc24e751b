/** One question to a model: streams its text, returns text and at most one tool call. */
import type { LanguageModelV3 } from "@ai-sdk/provider";
import {
  generateText,
  type JSONValue,
  type LanguageModelUsage,
  stepCountIs,
  streamText,
  type ToolSet,
  tool,
  zodSchema,
} from "ai";
import type { Facts } from "#lib/platform/tracing/facts";
import { inSpan } from "#lib/platform/tracing/span";
import type { ToolRequest } from "#lib/suggestions/step";
import type { Tool } from "#lib/tools/tool";
import { noteCall, noteFailedCall } from "./model-usage";

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
  /** For a model in this process, which is done before anybody could watch: a stream costs four times as much. */
  isAtOnce?: boolean;
};

export type ModelAnswer = { text: string; call: ToolRequest | null };

/** The stream ended before the model was done, or held nothing to read. */
export class BrokenAnswer extends Error {}

/** Asks once, without retries. Throws what the model's provider throws, or `BrokenAnswer`. */
export async function ask(question: Question): Promise<ModelAnswer> {
  const { model, system, prompt, tools, providerOptions, signal, onText, isAtOnce } = question;
  const settings = {
    model,
    system,
    prompt,
    tools: offered(tools),
    stopWhen: stepCountIs(1),
    maxRetries: 0,
    ...(providerOptions && { providerOptions }),
    ...(signal && { abortSignal: signal }),
  };
  const { ending, text, call } = isAtOnce ? await whole(settings) : await counted(settings, onText);
  if (ending !== "stop" && ending !== "tool-calls")
    throw new BrokenAnswer(`The answer ended early (${ending ?? "no end"}).`);
  if (!text.trim() && !call) throw new BrokenAnswer("The answer was empty.");
  return { text, call };
}

/** A model outside of this process, whose calls and tokens are counted. */
async function counted(settings: Settings, onText: Question["onText"]): Promise<Ended> {
  const model = typeof settings.model === "string" ? settings.model : settings.model.modelId;
  const facts = { "gen_ai.operation.name": "chat", "gen_ai.request.model": model };
  return inSpan("model call", { kind: "client", facts }, async (tell) => {
    try {
      const ended = await streamed(settings, onText);
      noteCall(model, ended.usage ?? {});
      tell(tokensOf(ended.usage));
      return ended;
    } catch (error) {
      noteFailedCall(model);
      throw error;
    }
  });
}

function tokensOf({ inputTokens, outputTokens }: Partial<LanguageModelUsage> = {}): Facts {
  return {
    ...(inputTokens !== undefined && { "gen_ai.usage.input_tokens": inputTokens }),
    ...(outputTokens !== undefined && { "gen_ai.usage.output_tokens": outputTokens }),
  };
}

type Settings = Parameters<typeof generateText>[0] & Parameters<typeof streamText>[0];
type Ended = ModelAnswer & { ending: string | null; usage?: LanguageModelUsage };

async function whole(settings: Settings): Promise<Ended> {
  const { text, toolCalls, finishReason } = await generateText(settings);
  const call = toolCalls.find(({ invalid }) => !invalid);
  return { text, call: call ? requestOf(call) : null, ending: finishReason };
}

async function streamed(settings: Settings, onText: Question["onText"]): Promise<Ended> {
  const stream = streamText({ ...settings, onError: () => {} });
  const answer: Ended = { text: "", call: null, ending: null };
  for await (const part of stream.fullStream) {
    if (part.type === "text-delta") {
      answer.text += part.text;
      onText?.(answer.text);
    } else if (part.type === "tool-call" && !part.invalid) {
      answer.call ??= requestOf(part);
    } else if (part.type === "error") {
      throw part.error;
    } else if (part.type === "abort") {
      throw settings.abortSignal?.reason ?? new BrokenAnswer("The answer was broken off.");
    } else if (part.type === "finish") {
      answer.ending = part.finishReason;
      answer.usage = part.totalUsage;
    }
  }
  return answer;
}

/** Tools in the model's terms: working out a JSON schema costs more than asking the apprentice. */
const known = new WeakMap<Tool, ToolSet[string]>();

/** The catalogue as the model sees it. Without `execute`, so that nothing runs until an analyst agrees. */
function offered(tools: readonly Tool[]): ToolSet {
  return Object.fromEntries(tools.map((one) => [one.name, inModelTerms(one)]));
}

function inModelTerms(one: Tool): ToolSet[string] {
  const made = known.get(one) ?? tool({ description: one.description, inputSchema: zodSchema(one.input) });
  known.set(one, made);
  return made;
}

function requestOf({ toolName, input }: { toolName: string; input: unknown }): ToolRequest {
  return { tool: toolName, arguments: typeof input === "object" && input !== null ? { ...input } : {} };
}
