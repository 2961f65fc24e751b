/** Tool calls a server did not make out in its model's text: understood where the whole answer is one, otherwise told from prose. Pure. */
import { z } from "zod";
import type { ToolRequest } from "#lib/suggestions/step";

const Arguments = z.union([
  z.record(z.string(), z.unknown()),
  z.string().transform((text, issues) => {
    const parsed = z.record(z.string(), z.unknown()).safeParse(parse(text));
    if (parsed.success) return parsed.data;
    issues.addIssue({ code: "custom", message: "no object" });
    return z.NEVER;
  }),
]);
const Named = z
  .object({
    name: z.string().optional(),
    tool: z.string().optional(),
    tool_name: z.string().optional(),
    function: z.union([z.string(), z.object({ name: z.string(), arguments: Arguments })]).optional(),
    arguments: Arguments.optional(),
    parameters: Arguments.optional(),
    args: Arguments.optional(),
    input: Arguments.optional(),
  })
  .transform((said) => {
    if (typeof said.function === "object")
      return { tool: said.function.name, arguments: said.function.arguments };
    const tool = said.name ?? said.tool ?? said.tool_name ?? said.function;
    return { tool, arguments: said.arguments ?? said.parameters ?? said.args ?? said.input };
  });

/** What formats put around a call. */
const wrappings = [
  /^```[a-z_]*\s*\n?([\s\S]*?)\n?```$/i,
  /^<(?:tool_call|function_call|tool)>\s*([\s\S]*?)\s*(?:<\/(?:tool_call|function_call|tool)>)?$/i,
  /^\[TOOL_CALLS\]\s*([\s\S]*)$/,
  /^<\|python_tag\|>\s*([\s\S]*)$/,
];
const tagged = /^<function=([\w.-]{1,100})>\s*(\{[\s\S]*\})\s*(?:<\/function>)?$/i;
const called = /^([A-Za-z_][\w.-]{0,99})\s*\(\s*(\{[\s\S]*\})?\s*\)$/;

/** The call that a whole answer is, of one of the tools named; null for everything else. */
export function callInText(text: string, tools: readonly string[]): ToolRequest | null {
  let said = text.trim();
  for (let layer = 0; layer < 3; layer++) {
    const inside = wrappings.map((wrapping) => wrapping.exec(said)?.[1]).find((one) => one !== undefined);
    if (inside === undefined) break;
    said = inside.trim();
  }
  const named = tagged.exec(said) ?? called.exec(said);
  const given = named ? { name: named[1], arguments: parse(named[2] ?? "{}") } : parse(said);
  const one = Array.isArray(given) && given.length === 1 ? given[0] : given;
  const read = Named.safeParse(one);
  const { tool, arguments: values } = read.success ? read.data : {};
  return tool && values && tools.includes(tool) ? { tool, arguments: values } : null;
}

const callMarks =
  /<\/?(?:tool_call|function_call|tool_response)\b|<function=|\[TOOL_CALLS\]|<\|python_tag\|>|[{,]\s*"(?:name|tool|tool_name|function|arguments|parameters)"\s*:/i;

/** True for a text that holds a call, or a piece of one: nothing a customer should read. */
export function holdsCall(text: string): boolean {
  return callMarks.test(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
