/** Makes the tool call a procedure asks for, with arguments taken from the ticket. Pure. */
import { z } from "zod";
import type { ProcedureStep } from "#lib/knowledge/procedure";
import type { Tool } from "#lib/tools/tool";
import { answerTo, type QuestionAnswer, valueIn } from "./said";
import { type Known, knownValue, nameWords } from "./slots";

/** The installed tool a step names: with an underscore or digit in its name anywhere, another only in code or with its brackets. */
export function mentionedTool({ text, code }: ProcedureStep, tools: readonly Tool[]): Tool | null {
  const lines = code.join("\n");
  const isNamed = ({ name }: Tool) =>
    stands(name, lines) ||
    (/[_\d]/.test(name)
      ? stands(name, text)
      : // Most steps name no tool, and to make the pattern takes longer than to see that.
        text.includes(`${name}(`) && new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}\\(`, "u").test(text));
  return tools.filter(isNamed).sort((left, right) => right.name.length - left.name.length)[0] ?? null;
}

/**
 * The arguments of a call: what the step itself says, values of the ticket that go by the argument's name, the answer to
 * a question for it, a choice the customer named. Null when a required one, or all of them, stay open.
 */
export function fillCall(
  tool: Tool,
  step: ProcedureStep,
  { known, answers, said }: { known: readonly Known[]; answers: readonly QuestionAnswer[]; said: string },
): Record<string, unknown> | null {
  const shape = Object.entries(tool.input.shape);
  const written = writtenArguments(
    tool.name,
    step,
    shape.map(([name]) => name),
  );
  const filled: Record<string, unknown> = {};
  const open: string[] = [];
  for (const [name, type] of shape) {
    const value = valueFor(name, kindOf(type), { written: written.get(name), known, answers, said });
    if (value !== null) filled[name] = value;
    else if (!type.safeParse(undefined).success) open.push(name);
  }
  const [missing, ...others] = open;
  if (missing !== undefined) {
    // Where one value is missing, the identifier just asked for is it.
    const told = others.length === 0 ? valueIn(answers.at(-1)?.answer ?? "") : null;
    if (told === null || !/\p{N}/u.test(told)) return null;
    filled[missing] = told;
  }
  return shape.length > 0 && Object.keys(filled).length === 0 ? null : filled;
}

type Kind = { kind: "text" | "number" } | { kind: "choice"; choices: string[] };

function valueFor(
  name: string,
  of: Kind,
  from: {
    written: string | undefined;
    known: readonly Known[];
    answers: readonly QuestionAnswer[];
    said: string;
  },
): string | null {
  const { written, known, answers, said } = from;
  if (written !== undefined) {
    const literal = /^(["'“])(.*)(["'”])$/.exec(written)?.[2] ?? (/^\d/.test(written) ? written : undefined);
    if (literal !== undefined) return literal;
  }
  if (of.kind === "choice") {
    const named = of.choices.filter((choice) => stands(choice.toLowerCase(), said.toLowerCase()));
    return named.length === 1 ? (named[0] ?? null) : null;
  }
  const slot = written?.replace(/[{}<>[\]]/g, "") ?? name;
  const value =
    answerTo(slot, answers) ?? knownValue(slot, known) ?? (slot === name ? null : knownValue(name, known));
  if (value !== null) return of.kind === "number" ? (/\d[\d.]*/.exec(value)?.[0] ?? null) : value;
  return told(slot, said);
}

/** The identifier behind the name in the customer's own words: "order 4711", "our volume vol-77". */
function told(slot: string, said: string): string | null {
  for (const word of nameWords(slot)) {
    const behind = new RegExp(
      `(?<![\\p{L}\\p{N}])${escaped(word)}(?:\\s+(?:number|no\\.?|id|is|nummer|ist))*[\\s:#]+([\\p{L}\\p{N}_.-]*\\p{N}[\\p{L}\\p{N}_-]*)`,
      "iu",
    ).exec(said)?.[1];
    if (behind) return behind;
  }
  return null;
}

/** What stands in the brackets of `tool(…)`, by name or in the order of the tool's arguments. */
function writtenArguments(tool: string, { text, code }: ProcedureStep, names: string[]): Map<string, string> {
  const call = new RegExp(`${escaped(tool)}\\(([^()\\n]{0,300})\\)`).exec([...code, text].join("\n"))?.[1];
  const parts =
    call
      ?.split(/[,，]/)
      .map((part) => part.trim())
      .filter(Boolean) ?? [];
  return new Map(
    parts.flatMap((part, place): [string, string][] => {
      const [, given, value] = /^([\p{L}\p{N}_]+)\s*[=:]\s*(\S.*)$/u.exec(part) ?? [];
      const name = given ?? names[place];
      return name === undefined ? [] : [[name, value ?? part]];
    }),
  );
}

function kindOf(type: z.core.$ZodType): Kind {
  if (type instanceof z.ZodOptional || type instanceof z.ZodDefault || type instanceof z.ZodNullable)
    return kindOf(type.unwrap());
  if (type instanceof z.ZodEnum) return { kind: "choice", choices: type.options.map(String) };
  return { kind: type instanceof z.ZodNumber ? "number" : "text" };
}

function stands(name: string, text: string): boolean {
  return (
    text.includes(name) &&
    new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(name)}(?![\\p{L}\\p{N}_])`, "u").test(text)
  );
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
