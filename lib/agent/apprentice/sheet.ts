/** The values a ticket has shown so far, under the names by which a template may ask for them. */
import type { Case, CaseEvent } from "./model";
import { noteSignature, peopleOf } from "./people";

/** A list of a tool result that is told item by item; `told` is the index of the last item said, −1 before the first. */
type ListValue = { key: string; items: string[] };

export type Sheet = {
  /** Newest value of every key of a tool result. */
  results: Map<string, string>;
  /** Newest value of every argument of a call. */
  arguments: Map<string, string>;
  lists: Map<string, ListValue>;
  told: number;
  /** Who the customer and the analyst are. */
  people: Map<string, string>;
  /** Identifiers and numbers in what customers and alerts wrote, newest first, by their kind. */
  mentions: Map<MentionKind, string[]>;
  /** Every string of digits the ticket has shown. */
  digits: Set<string>;
  /** Those of them that stand for a number of their own: the 2 of "2 TB", not that of "ash-2". */
  numbers: Set<string>;
};

type MentionKind = "number" | "id" | "address";

/** Words that carry digits, and addresses; trailing punctuation is not part of them. */
const MENTION =
  /(?:[a-z]+:\/\/\S*[^\s.,;:!?)\]}'"])|[\w.+-]+@[\w-]+\.[\w.-]*\w|[\w][\w.:/_-]*\d[\w.:/_-]*\w|\w*\d\w*/giu;

export function newSheet(of: Pick<Case, "subject" | "customer" | "assigneeName">): Sheet {
  const sheet: Sheet = {
    results: new Map(),
    arguments: new Map(),
    lists: new Map(),
    told: -1,
    people: peopleOf(of),
    mentions: new Map(),
    digits: new Set(),
    numbers: new Set(),
  };
  noteMentions(sheet, of.subject);
  noteDigits(sheet, of.subject);
  return sheet;
}

/** Takes in one event. */
export function noteEvent(sheet: Sheet, event: CaseEvent): void {
  noteDigits(sheet, event.body);
  if (event.kind === "tool_call") {
    for (const [key, value] of flatten(event.arguments ?? {})) {
      noteDigits(sheet, value);
      renew(sheet.arguments, `?${key}`, value);
    }
    return;
  }
  if (event.kind === "tool_result") {
    noteResult(sheet, event.result ?? {});
    return;
  }
  if (event.kind === "analyst_reply") {
    noteTold(sheet, event.body);
    return;
  }
  if (event.kind === "customer_message") noteSignature(sheet.people, event.body);
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

/** Scalars of an object as texts, one level of nesting deep; empty values left out. */
export function flatten(values: Record<string, unknown>): [string, string][] {
  return Object.entries(values).flatMap(([key, value]): [string, string][] => {
    if (value === null || value === undefined || Array.isArray(value)) return [];
    if (typeof value !== "object") return [[key, String(value).trim()]];
    return Object.entries(value).flatMap(([inner, nested]): [string, string][] =>
      nested === null || typeof nested === "object" ? [] : [[`${key}.${inner}`, String(nested).trim()]],
    );
  });
}

const MENTION_SLOTS = 3;
const MENTIONS_KEPT = 12;

function noteResult(sheet: Sheet, result: Record<string, unknown>): void {
  for (const [key, value] of flatten(result)) {
    noteDigits(sheet, value);
    renew(sheet.results, key, value);
  }
  const lists = Object.entries(result).filter(([, value]) => Array.isArray(value) && value.length > 0);
  if (lists.length > 0) {
    sheet.lists = new Map();
    sheet.told = -1;
  }
  for (const [key, value] of lists) {
    const items = (value as unknown[]).map((item) => String(item).trim());
    for (const item of items) noteDigits(sheet, item);
    sheet.lists.set(key, { key, items });
  }
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
  for (const found of text.match(MENTION) ?? []) {
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
  return text.replace(/[\s.]+$/, "");
}
