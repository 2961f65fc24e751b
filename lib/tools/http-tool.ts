/** An added diagnostic as a tool of the agent: one signed request, whose answer is the result. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { readPayload } from "#lib/connectors/payload";
import { signedHeaders } from "#lib/connectors/webhook";
import type { Ctx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { postForAnswer } from "#lib/platform/outgoing/post";
import { openToken, signWith } from "#lib/secrets/token";
import type { ToolAnswer, ToolArgument } from "./model";
import { type StoredTool, signsFor } from "./queries";
import { defineTool, type Tool } from "./tool";

/** Longest answer that is read, in bytes. */
const longestAnswer = 64 * 1024;

/** The tool; whatever goes wrong on the other side is a result that says so. */
export function httpTool(stored: StoredTool): Tool {
  const { name, description, timeLimit } = stored;
  return defineTool({
    name,
    description,
    input: inputOf(stored.arguments),
    limit: timeLimit * 1000,
    run: async (ctx, given, { ticketId }) => {
      const answer = await askTool(ctx, stored, { arguments: given, ticket: { id: ticketId } });
      return answer.isAnswered ? answer.result : { error: answer.reason };
    },
  });
}

/** What a tool is asked; no ticket in a trial. */
export type ToolQuestion = { arguments: Record<string, unknown>; ticket: { id: number } | null };

/** Asks once. Throws `unavailable` when a secret cannot be opened; everything else is an answer or a sentence. */
export async function askTool(ctx: Ctx, stored: StoredTool, question: ToolQuestion): Promise<ToolAnswer> {
  const { name, url, secret, bearer, timeLimit } = stored;
  const id = `tool_${randomUUID()}`;
  const body = Buffer.from(JSON.stringify({ tool: name, ...question }));
  const headers = {
    "content-type": "application/json",
    accept: "application/json",
    "user-agent": "Vigil",
    ...(bearer && { authorization: `Bearer ${await openToken(ctx, bearer, { url, by: `tool ${name}` })}` }),
    ...signedHeaders(await signWith(ctx, secret, signsFor(name)), id, ctx.now(), body),
  };
  const answered = await postForAnswer(
    { url, headers, body },
    { mayReachInside: env().VIGIL_OUTGOING_PRIVATE, timeout: timeLimit * 1000, mostBytes: longestAnswer },
  );
  if (answered.outcome !== "delivered") return { isAnswered: false, reason: answered.reason };
  return readAnswer(answered.body, answered.milliseconds);
}

/** The arguments as a schema, for the model and for checking a call. */
export function inputOf(declared: readonly ToolArgument[]): z.ZodObject {
  const fields = declared.map((one) => {
    const value = schemaOf(one).describe(one.description);
    return [one.name, one.isRequired ? value : value.optional()];
  });
  return z.object(Object.fromEntries(fields));
}

function schemaOf({ type, choices }: ToolArgument): z.ZodType {
  if (type === "number") return z.number();
  if (type === "boolean") return z.boolean();
  return choices.length > 0 ? z.enum(choices) : z.string().min(1);
}

function readAnswer(body: Uint8Array, milliseconds: number): ToolAnswer {
  try {
    return { isAnswered: true, result: { ...(readPayload(body) as object) }, milliseconds };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { isAnswered: false, reason: `The answer cannot be used; ${error.message}.` };
  }
}
