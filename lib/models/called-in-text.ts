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

/** What formats put around a call: how it begins and ends, the end being left out by some. */
const wrappings: [begins: RegExp, ends: RegExp][] = [
  [/^```[a-z_]{0,20}/i, /```$/],
  [/^<(?:tool_call|function_call|tool)>/i, /<\/(?:tool_call|function_call|tool)>$/i],
  [/^\[TOOL_CALLS\]/, /$/],
  [/^<\|python_tag\|>/, /$/],
];
const tagged = /^<function=([\w.-]{1,100})>/i;
const called = /^([A-Za-z_][\w.-]{0,99})\(/;

/** The call that a whole answer is, of one of the tools named; null for everything else. */
export function callInText(text: string, tools: readonly string[]): ToolRequest | null {
  let said = text.trim();
  for (const [begins, ends] of [...wrappings, ...wrappings])
    if (begins.test(said)) said = said.replace(begins, "").trim().replace(ends, "").trim();
  const read = Named.safeParse(named(said) ?? single(parse(said)));
  const { tool, arguments: values } = read.success ? read.data : {};
  return tool && values && tools.includes(tool) ? { tool, arguments: values } : null;
}

/** True while a text that grows may still be nothing but a call: it is neither shown nor judged before it is whole. */
export function mayBeCall(text: string): boolean {
  const said = text.trim();
  return (
    said.startsWith("{") ||
    /^\[\s*(?:\{|$)/.test(said) ||
    tagged.test(said) ||
    wrappings.some(([begins]) => begins.test(said)) ||
    (called.test(said) && /^[\w.-]+\(\s*(?:\{|$)/.test(said))
  );
}

/** `<function=name>{…}</function>` and `name({…})`. */
function named(said: string): { name: string; arguments: unknown } | null {
  const name = tagged.exec(said) ?? called.exec(said);
  if (!name?.[1]) return null;
  const isCalled = name[0].endsWith("(");
  if (isCalled && !said.endsWith(")")) return null;
  const inside = isCalled
    ? said.slice(name[0].length, -1)
    : said.slice(name[0].length).replace(/<\/function>$/i, "");
  return { name: name[1], arguments: parse(inside.trim() || "{}") };
}

function single(given: unknown): unknown {
  return Array.isArray(given) && given.length === 1 ? given[0] : given;
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
