/** What an MCP server answered to a call, as plain JSON. Pure. */
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

/** `refused`: the call was not made. `failed`: it was, and nobody can tell from the answer what it did. */
export type CallOutcome =
  | { outcome: "answered"; result: Record<string, unknown> }
  | { outcome: "refused" | "failed"; reason: string };

/** Longest answer that is kept, in bytes. */
const longestAnswer = 64 * 1024;

/** Its structured answer, else its text, read as JSON where it is an object. */
export function outcomeOf(answer: CallToolResult): CallOutcome {
  const text = answer.content.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  if (answer.isError) return { outcome: "failed", reason: text.slice(0, 2_000) || "The tool failed." };
  const structured = answer.structuredContent;
  const result = isObject(structured) ? structured : (objectIn(text) ?? { text });
  if (Buffer.byteLength(JSON.stringify(result)) > longestAnswer)
    return { outcome: "failed", reason: `The answer is longer than ${longestAnswer / 1024} kB.` };
  return { outcome: "answered", result };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
