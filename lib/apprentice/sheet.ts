/** The values a ticket has shown so far, under the names by which a template may ask for them. */
import { type Spread, slotName, spread, textOf, topName } from "./facts/leaves";
import { selected } from "./facts/selected";
import type { Case, CaseEvent } from "./model";
import { noteSignature, peopleOf } from "./people";

/** A list of a tool result that is told item by item; `told` is the index of the last item said, −1 before the first. */
type ListValue = { key: string; items: string[] };

export type Sheet = {
  /** Newest value of every value of a tool's result, however deep it lies, by its path. */
  results: Map<string, string>;
  /** The newest result of every tool, the newest last. */
  found: Map<string, Found>;
  /** Newest value of every argument of a call. */
  arguments: Map<string, string>;
  lists: Map<string, ListValue>;
  told: number;
  /** Labels of alerts, by their name, the newest last. */
  labels: Map<string, string>;
  /** Who the customer and the analyst are. */
  people: Map<string, string>;
  /** Identifiers and numbers in what customers and alerts wrote, newest first, by their kind. */
  mentions: Map<MentionKind, string[]>;
  /** Every string of digits the ticket has shown. */
  digits: Set<string>;
  /** Those of them that stand for a number of their own: the 2 of "2 TB", not that of "ash-2". */
  numbers: Set<string>;
};

/** What a tool found: its values and lists, and which slots they gave. */
type Found = Spread & { slots: string[] };

type MentionKind = "number" | "id" | "address";

/** Words that carry digits, and addresses; trailing punctuation is not part of them. Each part is bounded: none is longer. */
const MENTION =
  /[a-z]{1,20}:\/\/\S{0,400}[^\s.,;:!?)\]}'"]|[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w|\w[\w.:/_-]{0,100}\d[\w.:/_-]{0,100}\w|\w{0,64}\d\w{0,64}/giu;
/** A word without one of these holds no mention. */
const MENTIONING = /[\d@]|:\/\//;

export function newSheet(of: Pick<Case, "subject" | "customer" | "assigneeName">): Sheet {
  const sheet: Sheet = {
    results: new Map(),
    found: new Map(),
    arguments: new Map(),
    lists: new Map(),
    told: -1,
    labels: new Map(),
    people: peopleOf(of),
    mentions: new Map(),
    digits: new Set(),
    numbers: new Set(),
  };
  noteMentions(sheet, of.subject);
  noteDigits(sheet, of.subject);
  return sheet;
}

/** Takes in one event; `isSetting` tells which arguments of a call are no values of this ticket. */
export function noteEvent(
  sheet: Sheet,
  event: CaseEvent,
  isSetting: (path: string, value: string) => boolean = () => false,
): void {
  noteDigits(sheet, event.body);
  if (event.kind === "tool_call") {
    for (const [key, value] of flatten(event.arguments ?? {})) {
      noteDigits(sheet, value);
      if (!isSetting(key, value)) renew(sheet.arguments, `?${key}`, value);
    }
    return;
  }
  if (event.kind === "tool_result") {
    noteResult(sheet, event.tool ?? "", event.result ?? {});
    return;
  }
  if (event.kind === "analyst_reply") {
    noteTold(sheet, event.body);
    return;
  }
  if (event.kind === "customer_message") noteSignature(sheet.people, event.body);
  for (const [name, value] of Object.entries(event.labels ?? {})) {
    noteDigits(sheet, value);
    renew(sheet.labels, name, value.trim());
  }
  noteMentions(sheet, event.body);
}

/** Names of all slots that can be filled now, with their values, the most specific first. */
export function slotValues(sheet: Sheet): Map<string, string> {
  const slots = new Map<string, string>();
  for (const list of sheet.lists.values()) {
    for (const step of [1, 0]) {
      const item = list.items[sheet.told + step];
      if (item !== undefined) slots.set(`${list.key}[+${step}]`, item);
    }
  }
  for (const [key, value] of newestFirst(sheet.results)) slots.set(key, value);
  for (const [key, value] of newestFirst(sheet.arguments)) slots.set(key, value);
  for (const [name, value] of newestFirst(sheet.labels)) slots.set(`!${slotName(name)}`, value);
  for (const [key, value] of sheet.people) slots.set(key, value);
  for (const [kind, found] of sheet.mentions) {
    for (const [index, value] of found.slice(0, MENTION_SLOTS).entries())
      slots.set(`#${kind}${index}`, value);
  }
  return slots;
}

/** True when every string of digits in the text stands in the ticket, and every number of its own as one. */
export function digitsKnown(sheet: Sheet, text: string): boolean {
  return (
    (text.match(DIGITS) ?? []).every((digits) => sheet.digits.has(digits)) &&
    (text.match(NUMBER) ?? []).every((number) => sheet.numbers.has(number))
  );
}

/** Items of the newest list that were not told yet. */
export function itemsLeft(sheet: Sheet): number | null {
  let left: number | null = null;
  for (const list of sheet.lists.values()) left = Math.max(left ?? 0, list.items.length - 1 - sheet.told);
  return left;
}

/** The values of an object as texts by their paths, however deep they lie; empty values left out. */
export function flatten(values: Record<string, unknown>): [string, string][] {
  return spread(values).leaves.flatMap(({ path, value }): [string, string][] => {
    const text = textOf(value);
    return text === "" ? [] : [[path, text]];
  });
}

const MENTION_SLOTS = 3;
const MENTIONS_KEPT = 12;
/** Results that share more than this of their names are of one kind. */
const SAME_KIND = 0.5;

function noteResult(sheet: Sheet, tool: string, result: Record<string, unknown>): void {
  const found = spread(result);
  forgetOlder(sheet, tool, found);
  const chosen = selected(result);
  // Of equal values the newest goes first: what is told of one item, then what stands in the result, then what is counted.
  const slots = new Map(chosen.filter(([path]) => path.endsWith("#")));
  for (const { path, value } of found.leaves) {
    noteDigits(sheet, textOf(value));
    // What is true or false is not said in those words.
    if (typeof value !== "boolean") slots.set(path, textOf(value));
  }
  for (const [path, value] of chosen) if (!path.endsWith("#")) slots.set(path, value);
  for (const [path, value] of slots) renew(sheet.results, path, value);
  sheet.found.delete(tool);
  sheet.found.set(tool, { ...found, slots: [...slots.keys()] });
  const lists = found.lists.filter(({ items }) => items.length > 0 && !items.some(isInner));
  if (lists.length === 0) return;
  sheet.lists = new Map();
  sheet.told = -1;
  for (const { path, items } of lists)
    sheet.lists.set(path, { key: path, items: items.map((item) => String(item).trim()) });
}

/**
 * Forgets what a newer result speaks of again, and the rest of the tool's last result where the newer one is of the
 * same kind, or empty: what it does not name does not hold any more.
 */
function forgetOlder(sheet: Sheet, tool: string, found: Spread): void {
  const names = new Set(topNames(found));
  const before = sheet.found.get(tool);
  if (before) {
    const known = topNames(before);
    const shared = known.filter((name) => names.has(name)).length;
    if (names.size === 0 || shared > SAME_KIND * known.length)
      for (const slot of before.slots) sheet.results.delete(slot);
  }
  for (const slot of sheet.results.keys()) if (names.has(topName(slot))) sheet.results.delete(slot);
}

function topNames({ leaves, lists }: Spread): string[] {
  return [...new Set([...leaves, ...lists].map(({ path }) => topName(path)))];
}

function isInner(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function noteTold(sheet: Sheet, body: string): void {
  for (const list of sheet.lists.values()) {
    for (let index = list.items.length - 1; index > sheet.told; index--) {
      const item = list.items[index] ?? "";
      if (item.length >= 3 && body.includes(trimEnd(item))) {
        sheet.told = index;
        break;
      }
    }
  }
}

function noteMentions(sheet: Sheet, text: string): void {
  const words = (text.match(/\S+/gu) ?? []).filter((word) => MENTIONING.test(word));
  for (const found of words.flatMap((word) => word.match(MENTION) ?? [])) {
    const kind = mentionKind(found);
    const others = (sheet.mentions.get(kind) ?? []).filter((value) => value !== found);
    sheet.mentions.set(kind, [found, ...others].slice(0, MENTIONS_KEPT));
  }
}

function mentionKind(text: string): MentionKind {
  if (/^\d+$/.test(text)) return "number";
  return text.includes("@") || text.includes("://") ? "address" : "id";
}

const DIGITS = /\d+/g;
/** Digits that are not the tail of a word or of an identifier. */
const NUMBER = /(?<![\p{L}\p{N}_]-?)\d+/gu;

function noteDigits(sheet: Sheet, text: string): void {
  for (const digits of text.match(DIGITS) ?? []) sheet.digits.add(digits);
  for (const number of text.match(NUMBER) ?? []) sheet.numbers.add(number);
}

/** Sets a key and makes it the newest. */
function renew(values: Map<string, string>, key: string, value: string): void {
  values.delete(key);
  if (value !== "") values.set(key, value);
}

function newestFirst(values: Map<string, string>): [string, string][] {
  return [...values].reverse();
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.]/.test(text[end - 1] ?? "")) end--;
  return text.slice(0, end);
}
