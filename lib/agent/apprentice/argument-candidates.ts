/** Where the value of a tool's argument may come from: what was asked before, what was said, what was found, what is usual. */
import { unwrap } from "./argument-forms";
import type { Reading } from "./reading";
import { valueWords } from "./tokens";

/** A value with the reasons for it, as names that the ranking turns into features. `undefined` = the argument is left out. */
export type ArgumentCandidate = { value: unknown; facts: string[] };

/** What is known about one argument of one tool from closed tickets. */
export type ArgumentMemory = {
  /** Values by their normal form, most recently used last. */
  values: Map<string, { value: unknown; count: number }>;
  /** Normal forms by each of their words, to find them in a text. */
  byWord: Map<string, string[]>;
  /** Forms its values were put in, and how often. */
  forms: Map<string, number>;
  /** What its values look like, by form and how often; follows from `values`. */
  shapes: Map<string, number>;
  /** Calls with this argument. */
  count: number;
};

const VALUES_KEPT = 400;
const CALLS_READ = 8;
const USUAL_VALUES = 12;
const MESSAGES_READ = 12;
const LONG_MESSAGE = 240;
const SPAN =
  /\p{N}[\p{N}.,:/-]*\p{N}|\p{N}|\p{Lu}[\p{L}\p{M}'.-]*(?:[ ]+\p{Lu}[\p{L}\p{M}'.-]*)*|["“'‘]([^"”'’]{2,60})["”'’]|[\w.-]*\p{N}[\w.-]*|\S+@\S+\w/gu;

/** A name that a machine gave: parts joined without spaces, as in `lb-a94e`, `pg-shop`, `x.example.com`, `ann@x.org`. */
const IDENTIFIER = /[\p{L}\p{N}]+(?:[-_.@:/+][\p{L}\p{N}]+)+/gu;
const WHOLE_IDENTIFIER = new RegExp(`^${IDENTIFIER.source}$`, "u");
/** A name of a machine's making that stands nowhere in the ticket is believed when it was given this often. */
const TIMES_FOR_A_CONSTANT = 5;

export function newArgumentMemory(): ArgumentMemory {
  return { values: new Map(), byWord: new Map(), forms: new Map(), shapes: new Map(), count: 0 };
}

/** Rebuilds what follows from the values, after they were read back. */
export function recallShapes(memory: ArgumentMemory): ArgumentMemory {
  for (const { value, count } of memory.values.values()) noteShape(memory, value, count);
  return memory;
}

function noteShape(memory: ArgumentMemory, value: unknown, count: number): void {
  const form = identifierShape(String(value));
  if (form) memory.shapes.set(form, (memory.shapes.get(form) ?? 0) + count);
}

/** The first part of an identifier where that names its kind, and what joins the rest: "lb-", "@.", ".."; null for other text. */
function identifierShape(text: string): string | null {
  if (!WHOLE_IDENTIFIER.test(text)) return null;
  const first = /^[\p{L}\p{N}]{1,4}(?=-)/u.exec(text)?.[0].toLowerCase();
  return first ? `${first}-` : text.replace(/[\p{L}\p{N}]+/gu, "").slice(0, 6);
}

/** The words of a value with digits split from letters, so that "3pm" and "3 pm" are one. */
export function normalForm(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "object") return JSON.stringify(value).toLowerCase();
  return valueWords(String(value)).join(" ") || String(value);
}

/** Takes in a value that an analyst gave. */
export function noteArgument(memory: ArgumentMemory, given: unknown): void {
  memory.count++;
  const { form: put, inner } = unwrap(given);
  memory.forms.set(put, (memory.forms.get(put) ?? 0) + 1);
  const form = normalForm(inner);
  const known = memory.values.get(form);
  // Re-inserting keeps the map ordered by last use.
  memory.values.delete(form);
  memory.values.set(form, { value: known?.value ?? inner, count: (known?.count ?? 0) + 1 });
  noteShape(memory, inner, 1);
  if (known) return;
  for (const word of indexWords(form)) memory.byWord.set(word, [...(memory.byWord.get(word) ?? []), form]);
  if (memory.values.size <= VALUES_KEPT) return;
  for (const oldest of memory.values.keys()) {
    forgetValue(memory, oldest);
    return;
  }
}

/** All candidates of an argument, distinct by normal form; the first is always to leave it out. */
export function argumentCandidates(
  memory: ArgumentMemory,
  tool: string,
  key: string,
  reading: Reading,
): ArgumentCandidate[] {
  const found = new Map<string, ArgumentCandidate>();
  const put = (value: unknown, fact: string, isVerbatim = false): void => {
    const form = normalForm(value);
    const usual = isVerbatim ? undefined : memory.values.get(form)?.value;
    const candidate = found.get(form) ?? { value: usual ?? value, facts: [] };
    candidate.facts.push(fact);
    found.set(form, candidate);
  };
  const lastCall = reading.callsInOrder.at(-1)?.arguments;
  for (const [tool, values] of reading.calls) {
    if (!(key in values)) continue;
    const fact = values === lastCall ? "previous" : `previous of ${tool}`;
    const { inner } = unwrap(values[key]);
    put(inner, fact, true);
    const next = successor(inner);
    if (next !== null) put(next, "previous + 1");
  }
  const earlier = reading.callsInOrder.slice(-CALLS_READ).filter((call) => key in call.arguments);
  for (const [index, call] of earlier.entries()) {
    const { inner } = unwrap(call.arguments[key]);
    put(inner, `earlier ${call.tool === tool}`, true);
    if (index === 0) put(inner, "first");
  }
  for (const [name, value] of reading.sheet.results) {
    if (name === key || memory.values.has(normalForm(value))) put(value, `result ${name}`);
  }
  if (reading.customerName !== "") put(reading.customerName, "customer name");
  const recent = reading.messages.slice(-MESSAGES_READ);
  const lastCallAt = reading.callsInOrder.findLastIndex((call) => call.tool === tool);
  const named = namedBy(key);
  recent.forEach((message, index) => {
    const age = Math.min(3, recent.length - 1 - index);
    const isNew = message.calls > lastCallAt;
    for (const [, name = ""] of message.text.matchAll(named))
      put(asWholeNumber(name) ?? name, `named by its argument @${age}`);
    putMentions(
      memory,
      message.text,
      (value, fact) => {
        put(value, `${fact} @${age}`);
        put(value, isNew ? "said since" : "said before");
      },
      message.after,
    );
    if (age === 0 && message.text.length <= LONG_MESSAGE) put(message.text.trim(), "whole message");
  });
  const usual = [...memory.values.values()]
    .filter(({ value, count }) => count >= TIMES_FOR_A_CONSTANT || !identifierShape(String(value)))
    .sort((left, right) => right.count - left.count)
    .slice(0, USUAL_VALUES);
  usual.forEach((one, rank) => {
    put(one.value, `usual ${rank}`);
  });
  return [{ value: undefined, facts: ["none"] }, ...found.values()];
}

/** What follows the argument's own name in a text: "namespace images", "region: ash-2". */
function namedBy(key: string): RegExp {
  const word = key.split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u).at(-1) || key;
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${word}(?![\\p{L}\\p{N}])(?: is)?[ :="'\u0060]{1,4}([\\p{L}\\p{N}][\\p{L}\\p{N}._@:/-]*[\\p{L}\\p{N}])`,
    "giu",
  );
}

/** Finds known values and typed spans in a message, with the words around them. */
function putMentions(
  memory: ArgumentMemory,
  text: string,
  put: (value: unknown, fact: string) => void,
  asked: string,
): void {
  const said = valueWords(text.replace(/(?<=\p{N}):00(?!\p{N})/gu, ""));
  const seen = new Set<string>();
  said.forEach((word, at) => {
    for (const form of memory.byWord.get(word) ?? []) {
      const parts = form.split(" ");
      const whole = parts[0] === word && parts.every((part, offset) => said[at + offset] === part);
      const known = memory.values.get(form);
      if (
        !known ||
        (!whole && (seen.has(form) || known.count < 2 || (word.length < 4 && !/^\p{N}+$/u.test(word))))
      )
        continue;
      seen.add(form);
      const kind = whole ? "said" : "partly said";
      put(known.value, kind);
      if (!whole) continue;
      put(known.value, `asked ${asked}`);
      put(known.value, `before ${said[at - 1] ?? "^"}`);
      put(known.value, `before2 ${said[at - 2] ?? "^"} ${said[at - 1] ?? "^"}`);
      put(known.value, `after ${said[at + parts.length] ?? "$"}`);
    }
  });
  const putSpan = (value: unknown, index: number): void => {
    const before = valueWords(text.slice(Math.max(0, index - 40), index));
    put(value, `asked ${asked}`);
    put(value, `before ${before.at(-1) ?? "^"}`);
    put(value, `before2 ${before.at(-2) ?? "^"} ${before.at(-1) ?? "^"}`);
  };
  for (const match of text.matchAll(IDENTIFIER)) {
    const form = identifierShape(match[0]) ?? "";
    const share = (memory.shapes.get(form) ?? 0) / Math.max(1, memory.count);
    put(match[0], `identifier ${form}`);
    put(match[0], share > 0.5 ? "looks usual" : share > 0.1 ? "looks known" : "looks foreign");
    putSpan(match[0], match.index);
  }
  for (const match of text.matchAll(SPAN)) {
    const span = (match[1] ?? match[0]).replace(/[.,:-]+$/u, "");
    const value = asWholeNumber(span) ?? span;
    put(value, `span ${shape(span)}`);
    putSpan(value, match.index);
  }
}

/** The value with its only number one higher: the next page, hour or question; null when it has none or several. */
function successor(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string" || (value.match(/\d+/g) ?? []).length !== 1) return null;
  return value.replace(/\d+/, (digits) => String(Number(digits) + 1));
}

function asWholeNumber(value: unknown): number | null {
  const text = String(value);
  return /^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : null;
}

function indexWords(form: string): string[] {
  return [...new Set(form.split(" "))];
}

/** Letters and digits as classes: "14th" → "0a". */
export function shape(span: string): string {
  return span
    .replace(/\p{Lu}[\p{L}\p{M}']*/gu, "A")
    .replace(/\p{Ll}+/gu, "a")
    .replace(/\p{N}+/gu, "0")
    .slice(0, 12);
}

function forgetValue(memory: ArgumentMemory, form: string): void {
  memory.values.delete(form);
  for (const word of indexWords(form)) {
    const left = (memory.byWord.get(word) ?? []).filter((other) => other !== form);
    if (left.length === 0) memory.byWord.delete(word);
    else memory.byWord.set(word, left);
  }
}
