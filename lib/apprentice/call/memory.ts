/** Statistics of one argument of one tool from closed tickets: its values, their patterns and their forms. */
import { unwrap } from "./forms";
import { identifierShape } from "./identifiers";
import { kindOf } from "./kinds";
import { normalForm } from "./placed-words";
import { look, patternOf } from "./value-form";

/**
 * A value, how often it was given, how often of these without a trace of it in the ticket, and for which customer alone;
 * null where it was given for several, or for none.
 */
type Known = { value: unknown; count: number; untold: number; for: string | null };

export type ArgumentMemory = {
  /** Values by their normal form, most recently used last. */
  values: Map<string, Known>;
  /** Normal forms by each of their words, to find them in a text. */
  byWord: Map<string, string[]>;
  /** Forms its values were put in, and how often. */
  forms: Map<string, number>;
  /** What its identifiers look like, and how often. */
  shapes: Map<string, number>;
  /** What all its values look like, and how often. */
  looks: Map<string, number>;
  /** Of which kinds its values were, and how often. */
  kinds: Map<string, number>;
  /** Labels of alerts by their name: how often one was the value, of how many calls. */
  labels: Map<string, { times: number; of: number }>;
  /** Values with one number, a gap in its place, and how often: "_ pm". */
  patterns: Map<string, number>;
  /** By normal form: the forms that followed it in the next call of the same ticket, and how often. */
  next: Map<string, Map<string, number>>;
  /** Words that stood right before a value at the end of a sentence, and how often. */
  borders: Map<string, number>;
  /** How often of late a value was given that was never given before; 1 = always. */
  novelty: number;
  /** Calls with this argument, and how many of them gave an identifier to another argument as well. */
  count: number;
  shared: number;
};

const VALUES_KEPT = 400;
const NEXT_KEPT = 24;
const NOVELTY_RATE = 0.05;
const BORDERS_KEPT = 60;
const LOOKS_KEPT = 60;
/** A name of a machine's making that stands nowhere in the ticket is believed when it was given this often. */
const TIMES_FOR_A_CONSTANT = 5;
const CALLS_TO_KNOW = 8;
/** An argument with at most so many values is one choice out of a list. */
const FEW_VALUES = 6;
/** Of any other a value is the usual one where at least this share of the calls had it without a trace. */
const USUAL = 0.2;

/** An argument nothing is known about. */
export function newArgumentMemory(): ArgumentMemory {
  return {
    values: new Map(),
    byWord: new Map(),
    forms: new Map(),
    shapes: new Map(),
    looks: new Map(),
    kinds: new Map(),
    labels: new Map(),
    patterns: new Map(),
    next: new Map(),
    borders: new Map(),
    novelty: 0.5,
    count: 0,
    shared: 0,
  };
}

/** The memory as plain lists, for the snapshot; order is kept, so that a restored memory goes on like one that never stopped. */
export function writableMemory(memory: ArgumentMemory) {
  return {
    values: [...memory.values],
    byWord: [...memory.byWord],
    forms: [...memory.forms],
    shapes: [...memory.shapes],
    looks: [...memory.looks],
    kinds: [...memory.kinds],
    labels: [...memory.labels],
    patterns: [...memory.patterns],
    next: [...memory.next].map(([form, counts]): [string, [string, number][]] => [form, [...counts]]),
    borders: [...memory.borders],
    novelty: memory.novelty,
    count: memory.count,
    shared: memory.shared,
  };
}

/** The memory from its plain lists. */
export function readMemory(kept: ReturnType<typeof writableMemory>): ArgumentMemory {
  return {
    values: new Map(kept.values),
    byWord: new Map(kept.byWord),
    forms: new Map(kept.forms),
    shapes: new Map(kept.shapes),
    looks: new Map(kept.looks),
    kinds: new Map(kept.kinds),
    labels: new Map(kept.labels),
    patterns: new Map(kept.patterns),
    next: new Map(kept.next.map(([form, counts]) => [form, new Map(counts)])),
    borders: new Map(kept.borders),
    novelty: kept.novelty,
    count: kept.count,
    shared: kept.shared,
  };
}

/** Learns a value that an analyst gave: for whom, after which one of the ticket's call before, and whether the ticket told it. */
export function noteArgument(
  memory: ArgumentMemory,
  given: unknown,
  of: { before: string | null; customerId: string | null; isUntold: boolean },
): void {
  memory.count++;
  const { form: put, inner } = unwrap(given);
  memory.forms.set(put, (memory.forms.get(put) ?? 0) + 1);
  const form = normalForm(inner);
  const known = memory.values.get(form);
  memory.novelty += (Number(!known) - memory.novelty) * NOVELTY_RATE;
  if (of.before !== null && of.before !== form) noteNext(memory, of.before, form);
  // Re-inserting keeps the map ordered by last use.
  memory.values.delete(form);
  const isAlone = known === undefined || known.for === of.customerId;
  memory.values.set(form, {
    value: known?.value ?? inner,
    count: (known?.count ?? 0) + 1,
    untold: (known?.untold ?? 0) + Number(of.isUntold),
    for: isAlone ? of.customerId : null,
  });
  noteKind(memory.looks, look(form));
  noteKind(memory.shapes, identifierShape(String(inner)));
  noteKind(memory.patterns, patternOf(inner));
  noteKind(memory.kinds, kindOf(inner));
  if (known) return;
  for (const word of indexWords(form)) memory.byWord.set(word, [...(memory.byWord.get(word) ?? []), form]);
  if (memory.values.size <= VALUES_KEPT) return;
  for (const oldest of memory.values.keys()) {
    forgetValue(memory, oldest);
    return;
  }
}

/** Learns the word that stood before a value where it ended a sentence. */
export function noteBorder(memory: ArgumentMemory, word: string): void {
  const count = memory.borders.get(word) ?? 0;
  // Re-inserting keeps the map ordered by last use.
  memory.borders.delete(word);
  memory.borders.set(word, count + 1);
  if (memory.borders.size <= BORDERS_KEPT) return;
  for (const oldest of memory.borders.keys()) {
    memory.borders.delete(oldest);
    return;
  }
}

/** True when this argument is often given in words of the moment, not as one of a few values. */
export function isFreeText(memory: ArgumentMemory): boolean {
  return memory.novelty > 0.15;
}

/**
 * True when the value may be proposed although the ticket shows no trace of it: it was given like that before, and for
 * several customers, so that nobody's own name is told to another.
 */
export function isConstant(memory: ArgumentMemory, known: Known): boolean {
  if (known.for !== null || known.untold === 0 || isElseTold(memory, known)) return false;
  return known.count >= TIMES_FOR_A_CONSTANT || (!isAlwaysNew(memory) && isCommon(known));
}

/** Which of its many values is meant is told nearly always: the few calls without a trace of this one were of a kind of their own. */
function isElseTold(memory: ArgumentMemory, { untold }: Known): boolean {
  return !isEnumerated(memory) && untold < USUAL * memory.count;
}

/** True for one choice out of a short list. */
export function isEnumerated({ values }: ArgumentMemory): boolean {
  return values.size <= FEW_VALUES;
}

/** True for a value that is no ticket's own by its looks, or given too often to be. */
export function isCommon({ value, count }: Pick<Known, "value" | "count">): boolean {
  return count >= TIMES_FOR_A_CONSTANT || ![value].flat().some((one) => isTelling(String(one)));
}

/** An argument whose values rarely come again, as names do: each of them is its ticket's own. */
function isAlwaysNew(memory: ArgumentMemory): boolean {
  return memory.count >= CALLS_TO_KNOW && memory.novelty > 0.75;
}

/** An identifier or a long number. */
function isTelling(text: string): boolean {
  return identifierShape(text) !== null || /\p{N}{4}/u.test(text);
}

/** Share of this argument's values that look like this one, in coarse steps. */
export function fitOf(memory: ArgumentMemory, form: string): string {
  const share = (memory.looks.get(look(form)) ?? 0) / Math.max(1, memory.count);
  return share === 0 ? "none" : share < 0.1 ? "little" : share < 0.5 ? "some" : "most";
}

function noteNext(memory: ArgumentMemory, before: string, form: string): void {
  const next = memory.next.get(before) ?? new Map<string, number>();
  memory.next.delete(before);
  memory.next.set(before, next);
  if (next.size < NEXT_KEPT || next.has(form)) next.set(form, (next.get(form) ?? 0) + 1);
  if (memory.next.size <= VALUES_KEPT) return;
  for (const oldest of memory.next.keys()) {
    memory.next.delete(oldest);
    return;
  }
}

/** How new values are for this argument, in coarse steps. */
export function noveltyOf(memory: ArgumentMemory): string {
  return memory.novelty > 0.5
    ? "usual"
    : memory.novelty > 0.15
      ? "common"
      : memory.novelty > 0.04
        ? "rare"
        : "none";
}

function noteKind(kinds: Map<string, number>, kind: string | null): void {
  if (kind === null || (kinds.size >= LOOKS_KEPT && !kinds.has(kind))) return;
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}

function indexWords(form: string): string[] {
  return [...new Set(form.split(" "))];
}

function forgetValue(memory: ArgumentMemory, form: string): void {
  memory.values.delete(form);
  for (const word of indexWords(form)) {
    const left = (memory.byWord.get(word) ?? []).filter((other) => other !== form);
    if (left.length === 0) memory.byWord.delete(word);
    else memory.byWord.set(word, left);
  }
}
