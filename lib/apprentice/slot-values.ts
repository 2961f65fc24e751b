/** Slot values: the values known on a ticket, under the names by which templates ask for them. */
import { type Spread, slotName, spread, textOf, topName } from "./facts/leaves";
import { selected } from "./facts/selected";
import type { Case, CaseEvent } from "./model";
import { noteSignature, peopleOf } from "./people";

/** A list of a tool result that is told item by item; `told` is the index of the last item said, −1 before the first. */
type ListValue = { key: string; items: string[] };

export type SlotValues = {
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

/** The slot values of a ticket before its first event: what its subject mentions, and the people it names. */
export function newSlotValues(of: Pick<Case, "subject" | "customer" | "assigneeName">): SlotValues {
  const valuesBySlot: SlotValues = {
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
  noteMentions(valuesBySlot, of.subject);
  noteDigits(valuesBySlot, of.subject);
  return valuesBySlot;
}

/** Reads one event; `isSetting` tells which arguments of a call are no values of this ticket. */
export function noteEvent(
  valuesBySlot: SlotValues,
  event: CaseEvent,
  isSetting: (path: string, value: string) => boolean = () => false,
): void {
  noteDigits(valuesBySlot, event.body);
  if (event.kind === "tool_call") {
    for (const [key, value] of flatten(event.arguments ?? {})) {
      noteDigits(valuesBySlot, value);
      if (!isSetting(key, value)) renew(valuesBySlot.arguments, `?${key}`, value);
    }
    return;
  }
  if (event.kind === "tool_result") {
    noteResult(valuesBySlot, event.tool ?? "", event.result ?? {});
    return;
  }
  if (event.kind === "analyst_reply") {
    noteTold(valuesBySlot, event.body);
    return;
  }
  if (event.kind === "customer_message") noteSignature(valuesBySlot.people, event.body);
  for (const [name, value] of Object.entries(event.labels ?? {})) {
    noteDigits(valuesBySlot, value);
    // What ended says nothing of what still fires, whichever of both is told last.
    if (event.kind === "alert_resolved" && valuesBySlot.labels.has(name)) continue;
    renew(valuesBySlot.labels, name, value.trim());
  }
  noteMentions(valuesBySlot, event.body);
}

/** Names of all slots that can be filled now, with their values, the most specific first. */
export function valuesBySlot(valuesBySlot: SlotValues): Map<string, string> {
  const slots = new Map<string, string>();
  for (const list of valuesBySlot.lists.values()) {
    for (const step of [1, 0]) {
      const item = list.items[valuesBySlot.told + step];
      if (item !== undefined) slots.set(`${list.key}[+${step}]`, item);
    }
  }
  for (const [key, value] of newestFirst(valuesBySlot.results)) slots.set(key, value);
  for (const [key, value] of newestFirst(valuesBySlot.arguments)) slots.set(key, value);
  for (const [name, value] of newestFirst(valuesBySlot.labels)) slots.set(`!${slotName(name)}`, value);
  for (const [key, value] of valuesBySlot.people) slots.set(key, value);
  for (const [kind, found] of valuesBySlot.mentions) {
    for (const [index, value] of found.slice(0, MENTION_SLOTS).entries())
      slots.set(`#${kind}${index}`, value);
  }
  return slots;
}

/** True when every string of digits in the text stands in the ticket, and every number of its own as one. */
export function digitsKnown(valuesBySlot: SlotValues, text: string): boolean {
  return (
    (text.match(DIGITS) ?? []).every((digits) => valuesBySlot.digits.has(digits)) &&
    (text.match(NUMBER) ?? []).every((number) => valuesBySlot.numbers.has(number))
  );
}

/** Items of the newest list that were not told yet. */
export function itemsLeft(valuesBySlot: SlotValues): number | null {
  let left: number | null = null;
  for (const list of valuesBySlot.lists.values())
    left = Math.max(left ?? 0, list.items.length - 1 - valuesBySlot.told);
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

function noteResult(valuesBySlot: SlotValues, tool: string, result: Record<string, unknown>): void {
  const found = spread(result);
  forgetOlder(valuesBySlot, tool, found);
  const chosen = selected(result);
  // Of equal values the newest goes first: what is told of one item, then what stands in the result, then what is counted.
  const slots = new Map(chosen.filter(([path]) => path.endsWith("#")));
  for (const { path, value } of found.leaves) {
    noteDigits(valuesBySlot, textOf(value));
    // Replies do not say booleans as "true" or "false".
    if (typeof value !== "boolean") slots.set(path, textOf(value));
  }
  for (const [path, value] of chosen) if (!path.endsWith("#")) slots.set(path, value);
  for (const [path, value] of slots) renew(valuesBySlot.results, path, value);
  valuesBySlot.found.delete(tool);
  valuesBySlot.found.set(tool, { ...found, slots: [...slots.keys()] });
  const lists = found.lists.filter(({ items }) => items.length > 0 && !items.some(isInner));
  if (lists.length === 0) return;
  valuesBySlot.lists = new Map();
  valuesBySlot.told = -1;
  for (const { path, items } of lists)
    valuesBySlot.lists.set(path, { key: path, items: items.map((item) => String(item).trim()) });
}

/**
 * Forgets what a newer result speaks of again, and the rest of the tool's last result where the newer one is of the
 * same kind, or empty: what it does not name does not hold any more.
 */
function forgetOlder(valuesBySlot: SlotValues, tool: string, found: Spread): void {
  const names = new Set(topNames(found));
  const before = valuesBySlot.found.get(tool);
  if (before) {
    const known = topNames(before);
    const shared = known.filter((name) => names.has(name)).length;
    if (names.size === 0 || shared > SAME_KIND * known.length)
      for (const slot of before.slots) valuesBySlot.results.delete(slot);
  }
  for (const slot of valuesBySlot.results.keys())
    if (names.has(topName(slot))) valuesBySlot.results.delete(slot);
}

function topNames({ leaves, lists }: Spread): string[] {
  return [...new Set([...leaves, ...lists].map(({ path }) => topName(path)))];
}

function isInner(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function noteTold(valuesBySlot: SlotValues, body: string): void {
  for (const list of valuesBySlot.lists.values()) {
    for (let index = list.items.length - 1; index > valuesBySlot.told; index--) {
      const item = list.items[index] ?? "";
      if (item.length >= 3 && body.includes(trimEnd(item))) {
        valuesBySlot.told = index;
        break;
      }
    }
  }
}

function noteMentions(valuesBySlot: SlotValues, text: string): void {
  const words = (text.match(/\S+/gu) ?? []).filter((word) => MENTIONING.test(word));
  for (const found of words.flatMap((word) => word.match(MENTION) ?? [])) {
    const kind = mentionKind(found);
    const others = (valuesBySlot.mentions.get(kind) ?? []).filter((value) => value !== found);
    valuesBySlot.mentions.set(kind, [found, ...others].slice(0, MENTIONS_KEPT));
  }
}

function mentionKind(text: string): MentionKind {
  if (/^\d+$/.test(text)) return "number";
  return text.includes("@") || text.includes("://") ? "address" : "id";
}

const DIGITS = /\d+/g;
/** Digits that are not the tail of a word or of an identifier. */
const NUMBER = /(?<![\p{L}\p{N}_]-?)\d+/gu;

function noteDigits(valuesBySlot: SlotValues, text: string): void {
  for (const digits of text.match(DIGITS) ?? []) valuesBySlot.digits.add(digits);
  for (const number of text.match(NUMBER) ?? []) valuesBySlot.numbers.add(number);
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
