/** The built-in apprentice as an AI SDK model: it reads no prompt but the structured context, and answers like any model. */
import type {
  LanguageModelV3,
  LanguageModelV3CallOptions,
  LanguageModelV3StreamPart,
} from "@ai-sdk/provider";
import type { JSONValue } from "ai";
import type { Proposal } from "#lib/apprentice/model";
import type { ToolRequest } from "#lib/suggestions/model";
import { articleReply, bestArticleScore, quoteEstimate } from "./article-reply";
import type { Source } from "./model";
import { SILENT } from "./prompt";

export const apprenticeModelId = "apprentice-1";

/** What the apprentice speaks from: `to` is the customer, `language` the one he writes. */
export type ApprenticeContext = {
  proposal: Proposal;
  sources: Source[];
  to: string | null;
  language: string | null;
  /** The proposed call when it is complete, with its arguments as the tool reads them. */
  call: ToolRequest | null;
  /** What a written procedure has next, where it goes before all that was learned; `source` is the number that stands for it. */
  followed: { text: string; call: ToolRequest | null; source: number } | null;
};

/** Packs the context for a call of this model. */
export function apprenticeOptions(context: ApprenticeContext): Record<string, Record<string, JSONValue>> {
  // Plain data through and through; the SDK's JSON type cannot see that of an interface.
  return { apprentice: { context: context as unknown as JSONValue } };
}

/** The model. It holds no state: what was learned is in the proposal it is given. */
export function apprenticeModel(): LanguageModelV3 {
  return {
    specificationVersion: "v3",
    provider: "vigil",
    modelId: apprenticeModelId,
    supportedUrls: {},
    async doGenerate(options) {
      const answer = answerFrom(contextOf(options));
      const content =
        "tool" in answer
          ? { type: "tool-call" as const, toolCallId: "1", toolName: answer.tool, input: answer.input }
          : { type: "text" as const, text: answer.text };
      return { content: [content], finishReason: finishOf(answer), usage: noUsage, warnings: [] };
    },
    async doStream(options) {
      const answer = answerFrom(contextOf(options));
      return { stream: streamOf(partsOf(answer)) };
    },
  };
}

type Answer = { tool: string; input: string } | { text: string };

/** The next step in words: that of a procedure, a call, a learned reply, an answer from an article, or nothing. */
function answerFrom({ proposal, sources, to, language, call, followed }: ApprenticeContext): Answer {
  const { step } = proposal;
  if (followed?.call) return { tool: followed.call.tool, input: JSON.stringify(followed.call.arguments) };
  if (followed) return { text: `${followed.text} [${followed.source}]` };
  if (step.kind === "tool" && call) return { tool: call.tool, input: JSON.stringify(call.arguments) };
  if (step.kind === "wait") return { text: SILENT };
  const reply = proposal.replies[0];
  const quoted = articleReply(sources, to, language);
  if (reply && !(quoted && isQuoteBetter(proposal, sources))) {
    const cited = sources.flatMap((source, index) =>
      source.eventId !== undefined && reply.sourceEventIds.includes(source.eventId) ? [index + 1] : [],
    );
    const facts = sources.flatMap((source, index) =>
      source.kind === "event" && Object.values(reply.slots).some((value) => source.body.includes(value))
        ? [index + 1]
        : [],
    );
    return { text: `${reply.text} ${[...cited, ...facts].map((number) => `[${number}]`).join("")}`.trim() };
  }
  return { text: quoted ?? SILENT };
}

/** An article is quoted where no past case is alike; where one is, its answer has this ticket's own values in it. */
function isQuoteBetter({ confidence, novelty }: Proposal, sources: Source[]): boolean {
  return novelty > 0.5 && quoteEstimate(bestArticleScore(sources)) > confidence;
}

function* partsOf(answer: Answer): Generator<LanguageModelV3StreamPart> {
  yield { type: "stream-start", warnings: [] };
  if ("tool" in answer) {
    yield { type: "tool-call", toolCallId: "1", toolName: answer.tool, input: answer.input };
  } else {
    yield { type: "text-start", id: "1" };
    for (const delta of answer.text.match(/[\s\S]{1,80}(?:\s|$)|[\s\S]{1,80}/g) ?? [])
      yield { type: "text-delta", id: "1", delta };
    yield { type: "text-end", id: "1" };
  }
  yield { type: "finish", finishReason: finishOf(answer), usage: noUsage };
}

function streamOf<Part>(parts: Iterable<Part>): ReadableStream<Part> {
  return new ReadableStream({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

function finishOf(answer: Answer) {
  return { unified: "tool" in answer ? ("tool-calls" as const) : ("stop" as const), raw: undefined };
}

const noUsage = {
  inputTokens: { total: 0, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 0, text: undefined, reasoning: undefined },
};

/** `apprenticeOptions` is the only writer of what is read here. */
function contextOf(options: LanguageModelV3CallOptions): ApprenticeContext {
  const context = options.providerOptions?.apprentice?.context;
  if (!context) throw new Error("The apprentice was called without its context.");
  return context as unknown as ApprenticeContext;
}
