/** A label's turns as the chat messages of TRL and of OpenAI, and the tools they call. Pure. */

import type { ContextTurn } from "#lib/suggestions/context-turn";
import type { OpenaiMessage, Tool, TrlMessage } from "./formats";

/** Messages as TRL reads them; neighbouring texts of one speaker become one, since templates want turns to alternate. */
export function trlMessages(turns: readonly ContextTurn[]): TrlMessage[] {
  return alternating(turns).map((turn): TrlMessage => {
    if (turn.role === "tool") return { role: "tool", name: turn.name ?? "tool", content: turn.content };
    if (!turn.call) return { role: turn.role, content: turn.content };
    const { name, arguments: given } = turn.call;
    return {
      role: "assistant",
      content: turn.content,
      tool_calls: [{ type: "function", function: { name, arguments: given } }],
    };
  });
}

/** Messages as OpenAI reads them. */
export function openaiMessages(turns: readonly ContextTurn[]): OpenaiMessage[] {
  return alternating(turns).map((turn): OpenaiMessage => {
    if (turn.role === "tool") return { role: "tool", tool_call_id: turn.callId ?? "", content: turn.content };
    if (!turn.call) return { role: turn.role, content: turn.content };
    const { id, name, arguments: given } = turn.call;
    return {
      role: "assistant",
      content: turn.content,
      tool_calls: [{ id, type: "function", function: { name, arguments: JSON.stringify(given) } }],
    };
  });
}

/** The tools called in a conversation, described by the arguments they were given. */
export function toolsOf(turns: readonly ContextTurn[]): Tool[] {
  const properties = new Map<string, Record<string, { type: string }>>();
  for (const { call } of turns) {
    if (!call) continue;
    const given = Object.entries(call.arguments).map(([name, value]) => [name, { type: jsonType(value) }]);
    properties.set(call.name, { ...properties.get(call.name), ...Object.fromEntries(given) });
  }
  return [...properties].map(([name, known]) => ({
    type: "function",
    function: { name, description: "", parameters: { type: "object", properties: known } },
  }));
}

function alternating(turns: readonly ContextTurn[]): ContextTurn[] {
  const merged: ContextTurn[] = [];
  for (const turn of turns) {
    const last = merged.at(-1);
    const isSameSpeaker = last?.role === turn.role && !last.call && !turn.call && turn.role !== "tool";
    if (isSameSpeaker) merged.splice(-1, 1, { ...last, content: `${last.content}\n\n${turn.content}` });
    else merged.push(turn);
  }
  return merged;
}

function jsonType(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" || typeof value === "number" || typeof value === "string"
    ? typeof value
    : "object";
}
