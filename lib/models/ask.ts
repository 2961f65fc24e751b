/** One question to a model: streams its text, returns text and at most one tool call. */
import { type LanguageModelUsage, stepCountIs, streamText, type ToolSet, tool, zodSchema } from "ai";
import type { Facts } from "#lib/platform/tracing/facts";
import { inSpan } from "#lib/platform/tracing/span";
import type { ToolRequest } from "#lib/suggestions/step";
import type { Tool } from "#lib/tools/tool";
import { callInText } from "./called-in-text";
import { dialectOf, learnFromRefusal, noteTokens } from "./dialect";
import { isEndless } from "./endless";
import { BrokenAnswer, CutAnswer, LearntRefusal, UnfitAnswer } from "./model-failure";
import { noteCall, noteFailedCall } from "./model-usage";
import { languageModel, type ModelEndpoint } from "./models";
import { spoken } from "./spoken";

export type Question = {
  endpoint: ModelEndpoint;
  system: string;
  prompt: string;
  tools: readonly Tool[];
  signal?: AbortSignal;
  /** The whole text so far, at each piece that arrives. What it throws ends the answer. */
  onText?: (text: string) => void;
};

export type ModelAnswer = { text: string; call: ToolRequest | null };

/** Longest answer that is waited for, in characters with what it thinks aloud; nobody reads a longer one. */
const longest = 60_000;
const longestSaid = 9_000;

/** Asks once, without retries. Throws what the model's provider throws, or an error of model-failure.ts. */
export async function ask(question: Question): Promise<ModelAnswer> {
  const { endpoint, tools } = question;
  const { text, call, ending, isMiscalled } = await counted(question);
  if (isMiscalled && !call && !text.trim()) throw new UnfitAnswer("called a tool that cannot be called so");
  if (ending === "length") throw new CutAnswer("stopped in the middle of its answer");
  if (ending === "content-filter") throw new UnfitAnswer("declined to answer");
  if (ending !== "stop" && ending !== "tool-calls")
    throw new BrokenAnswer(`The answer ended early (${ending ?? "no end"}).`);
  const said = spoken(text);
  const names = dialectOf(endpoint).takesTools ? tools.map(({ name }) => name) : [];
  const asked = call ?? callInText(said, names);
  if (!said.trim() && !asked) throw new BrokenAnswer("The answer was empty.");
  return { text: asked && !call ? "" : said, call: asked };
}

/** Calls and tokens are counted; a server that does not count tokens has them counted by length. */
async function counted(question: Question): Promise<Ended> {
  const { endpoint } = question;
  const { model } = endpoint;
  const facts = { "gen_ai.operation.name": "chat", "gen_ai.request.model": model };
  const sent = sizeOf(question);
  return inSpan("model call", { kind: "client", facts }, async (tell) => {
    try {
      const ended = await streamed(question);
      const { inputTokens, outputTokens } = ended.usage ?? {};
      if (inputTokens) noteTokens(endpoint, sent, inputTokens);
      const { charsPerToken } = dialectOf(endpoint);
      noteCall(model, {
        inputTokens: inputTokens ?? Math.ceil(sent / charsPerToken),
        outputTokens: outputTokens ?? Math.ceil(ended.text.length / charsPerToken),
      });
      tell(tokensOf(ended.usage));
      return ended;
    } catch (error) {
      noteFailedCall(model);
      throw learnFromRefusal(endpoint, error, sent) ? new LearntRefusal() : error;
    }
  });
}

function tokensOf({ inputTokens, outputTokens }: Partial<LanguageModelUsage> = {}): Facts {
  return {
    ...(inputTokens !== undefined && { "gen_ai.usage.input_tokens": inputTokens }),
    ...(outputTokens !== undefined && { "gen_ai.usage.output_tokens": outputTokens }),
  };
}

type Ended = ModelAnswer & {
  ending: string | null;
  usage?: LanguageModelUsage;
  /** It called a tool that it was not offered, or with arguments of another kind. */
  isMiscalled?: boolean;
};

async function streamed({ endpoint, system, prompt, tools, signal, onText }: Question): Promise<Ended> {
  const { takesTools, takesSystem } = dialectOf(endpoint);
  const stopped = new AbortController();
  const stream = streamText({
    model: languageModel(endpoint),
    ...(takesSystem ? { system, prompt } : { prompt: `${system}\n\n${prompt}` }),
    ...(takesTools && tools.length > 0 && { tools: offered(tools) }),
    stopWhen: stepCountIs(1),
    maxRetries: 0,
    abortSignal: signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal,
    onError: () => {},
  });
  const answer: Ended = { text: "", call: null, ending: null };
  let looked = 0;
  try {
    for await (const part of stream.fullStream) {
      if (part.type === "text-delta") {
        answer.text += part.text;
        if (answer.text.length - looked > 80) {
          looked = answer.text.length;
          checkLength(answer.text);
        }
        onText?.(spoken(answer.text));
      } else if (part.type === "tool-call") {
        if (part.invalid) answer.isMiscalled = true;
        else answer.call ??= requestOf(part);
      } else if (part.type === "error") {
        throw part.error;
      } else if (part.type === "abort") {
        throw signal?.reason ?? new BrokenAnswer("The answer was broken off.");
      } else if (part.type === "finish") {
        answer.ending = part.finishReason;
        answer.usage = part.totalUsage;
      }
    }
  } catch (error) {
    stopped.abort(error);
    throw error;
  }
  if (isEndless(answer.text)) throw new UnfitAnswer("went round in circles");
  return answer;
}

function checkLength(text: string): void {
  if (isEndless(text)) throw new UnfitAnswer("went round in circles");
  if (text.length > longest || spoken(text).length > longestSaid)
    throw new UnfitAnswer("did not come to an end");
}

/** Tools in the model's terms, made once. */
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

/** Characters of what is sent: the words, and the tools. */
function sizeOf({ endpoint, system, prompt, tools }: Question): number {
  const offeredTools = dialectOf(endpoint).takesTools ? tools : [];
  return system.length + prompt.length + toolsSize(offeredTools);
}

/** Characters of tools as they are sent, about. */
export function toolsSize(tools: readonly Tool[]): number {
  return tools.reduce((sum, { name, description, input }) => {
    const fields = "shape" in input ? JSON.stringify(Object.keys(input.shape as object)).length : 0;
    return sum + name.length + description.length + 3 * fields + 160;
  }, 0);
}

function requestOf({ toolName, input }: { toolName: string; input: unknown }): ToolRequest {
  return { tool: toolName, arguments: typeof input === "object" && input !== null ? { ...input } : {} };
}
