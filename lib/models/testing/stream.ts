/** Streams of chat completions for tests, piece by piece, and a tool a model may call. */
import { z } from "zod";
import { defineTool } from "#lib/tools/tool";
import { ask } from "../ask";
import type { ModelEndpoint } from "../models";

/** The only tool that is offered. */
export const quota = defineTool({
  name: "get_quota",
  description: "Quota of a project.",
  input: z.object({ project: z.string() }),
  run: async () => ({}),
});

/** Puts a question to a server, with that tool to call; the answer may be listened to as it comes. */
export function askFor(server: () => ModelEndpoint) {
  return (onText?: (text: string) => void) =>
    ask({ endpoint: server(), system: "s", prompt: "p", tools: [quota], ...(onText && { onText }) });
}

/** A stream of events: chunks, or what stands in their place. */
export function events(...chunks: unknown[]): string {
  return chunks
    .map((chunk) => `data: ${typeof chunk === "string" ? chunk : JSON.stringify(chunk)}\n\n`)
    .join("");
}

/** A chunk that says something. */
export function said(delta: object, finish_reason: string | null = null): object {
  return {
    id: "1",
    object: "chat.completion.chunk",
    created: 1,
    model: "m",
    choices: [{ index: 0, delta, finish_reason }],
  };
}

/** The chunk that ends a text. */
export const stop = said({}, "stop");
