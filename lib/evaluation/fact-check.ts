/** Wrong facts: what a text says of a result and the result says otherwise. An evaluator's measure, learnt from replies that were really sent. */
import { type Leaf, ownName, spread, textOf } from "#lib/apprentice/facts/leaves";
import type { CaseEvent } from "#lib/apprentice/model";
import { toPattern } from "#lib/apprentice/templates";
import { words } from "#lib/apprentice/tokens";

/**
 * `number`, `name`: the value at this place of the sentence is another one; `state`: the sentence was only ever said when
 * a truth value, a count or a choice was another; `foreign`: a number that stands nowhere in the ticket.
 */
export const wrongFactTypes = ["number", "name", "state", "foreign"] as const;
export type WrongFactType = (typeof wrongFactTypes)[number];

/** One wrong fact: what the text says, which value of which tool says otherwise, and what that value is. */
export type WrongFact = { type: WrongFactType; said: string; at: string; found: string };

type Sentence = {
  times: number;
  /** For every gap: which values of results stood in it, and how often. */
  gaps: Map<string, number>[];
  /** Values of a tool's paths while it was said, by tool and path. */
  states: Map<string, Map<string, number>>;
};

/** How replies told results, on all tickets it was given. */
export type FactRecord = {
  sentences: Map<string, Sentence>;
  /** Values every path of every tool ever had. */
  values: Map<string, Map<string, number>>;
};

/** A sentence said at least so often tells what it depends on. */
const TIMES_TO_TELL = 5;
/** Chance below which never having been said with a value is no accident. */
const NO_ACCIDENT = 0.02;
const TIMES_OF_A_VALUE = 3;
/** Share of its uses in which a gap held a value that belongs there. */
const BELONGS = 0.8;
/** A path with more values than this is no choice. */
const CHOICES = 12;
const LONGEST_CHOICE = 40;

export function newFactRecord(): FactRecord {
  return { sentences: new Map(), values: new Map() };
}

/** Records the replies of a ticket, each with the results it followed. */
export function noteFacts(record: FactRecord, events: readonly CaseEvent[]): void {
  const found = new Map<string, Map<string, Leaf["value"]>>();
  events.forEach((event) => {
    if (event.kind === "tool_result") {
      const facts = factsOf(event);
      found.set(event.tool ?? "", facts);
      for (const [path, value] of facts) count(record.values, path, textOf(value));
    }
    if (event.kind !== "analyst_reply" || found.size === 0) return;
    const now = merged(found);
    for (const sentence of sentencesOf(event.body)) noteSentence(record, sentence, now);
  });
}

/** What a text says that the newest results of its ticket, or the whole of it, contradict. */
export function wrongFacts(record: FactRecord, text: string, events: readonly CaseEvent[]): WrongFact[] {
  const found = new Map<string, Map<string, Leaf["value"]>>();
  for (const event of events) if (event.kind === "tool_result") found.set(event.tool ?? "", factsOf(event));
  const now = merged(found);
  const heard = events.map((event) => [event.body, JSON.stringify(event)].join(" ")).join("\n");
  const known = new Set(heard.match(/\d+/g) ?? []);
  return sentencesOf(text).flatMap((sentence) => [
    ...misplaced(record, sentence, now, heard),
    ...contradicted(record, sentence, now),
    ...foreign(record, sentence, known),
  ]);
}

function noteSentence(record: FactRecord, text: string, now: ReadonlyMap<string, Leaf["value"]>): void {
  const { key, gaps } = skeleton(text, now, record);
  const sentence = record.sentences.get(key) ?? {
    times: 0,
    gaps: gaps.map(() => new Map()),
    states: new Map(),
  };
  record.sentences.set(key, sentence);
  sentence.times++;
  gaps.forEach(({ holders }, index) => {
    const gap = sentence.gaps[index];
    for (const place of new Set(holders.map(placeOf))) gap?.set(place, (gap.get(place) ?? 0) + 1);
  });
  for (const [path, value] of now) count(sentence.states, path, textOf(value));
}

/** Values that stand where another value of the result always stood. */
function misplaced(
  record: FactRecord,
  text: string,
  now: ReadonlyMap<string, Leaf["value"]>,
  heard: string,
): WrongFact[] {
  const { key, gaps } = skeleton(text, now, record);
  const sentence = record.sentences.get(key);
  const here = new Map([...now].map(([path, value]) => [placeOf(path), textOf(value)]));
  return gaps.flatMap(({ said, holders, of }, index): WrongFact[] => {
    const right = [...(sentence?.gaps[index] ?? [])].filter(
      ([place, times]) => here.has(place) && times >= 2 && times >= BELONGS * (sentence?.times ?? 0),
    );
    const first = right[0]?.[0];
    if (first !== undefined && !right.some(([place]) => holders.map(placeOf).includes(place)))
      return [{ type: typeOf(said), said, at: first, found: here.get(first) ?? "" }];
    const isForeign = of !== null && holders.length === 0 && !heard.includes(said);
    return isForeign ? [{ type: typeOf(said), said, at: of, found: textOf(now.get(of) ?? null) }] : [];
  });
}

/** States under which the sentence was never said although there was occasion. */
function contradicted(
  record: FactRecord,
  text: string,
  now: ReadonlyMap<string, Leaf["value"]>,
): WrongFact[] {
  const sentence = record.sentences.get(skeleton(text, now, record).key);
  if (!sentence || sentence.times < TIMES_TO_TELL) return [];
  return [...now].flatMap(([path, value]): WrongFact[] => {
    const of = record.values.get(path) ?? new Map<string, number>();
    const state = textOf(value);
    const seen = sentence.states.get(path);
    const times = sum(seen);
    if (of.size > CHOICES || (of.get(state) ?? 0) < TIMES_OF_A_VALUE || times < TIMES_TO_TELL) return [];
    if (seen?.has(state)) return [];
    const chance = (1 - (of.get(state) ?? 0) / sum(of)) ** times;
    return chance < NO_ACCIDENT ? [{ type: "state", said: text.trim(), at: path, found: state }] : [];
  });
}

function foreign(record: FactRecord, text: string, known: ReadonlySet<string>): WrongFact[] {
  const strange = (text.match(/\d+/g) ?? []).find((digits) => !known.has(digits));
  if (strange === undefined) return [];
  const times = record.sentences.get(words(text).join(" "))?.times ?? 0;
  // What was said word for word on several tickets is a constant of the desk.
  return times >= 2 ? [] : [{ type: "foreign", said: strange, at: "", found: "" }];
}

type Gap = { said: string; holders: string[]; of: string | null };

/** A sentence with every value of the results, now or ever, taken out. */
function skeleton(text: string, now: ReadonlyMap<string, Leaf["value"]>, record: FactRecord) {
  const values = new Map<string, string>();
  const paths = [...now].filter(([, value]) => typeof value !== "boolean" && value !== null);
  for (const [path, value] of paths) values.set(path, textOf(value));
  const choices = new Map<string, string>();
  for (const [path] of paths) {
    const of = record.values.get(path);
    if (!of || of.size > CHOICES) continue;
    for (const other of of.keys())
      if (/^\p{L}/u.test(other) && other.length <= LONGEST_CHOICE)
        choices.set(`~${path}\u001f${other}`, other);
  }
  const pattern = toPattern(text, new Map([...values, ...choices]));
  const gaps = [...pattern.text.matchAll(/⟨([^⟨⟩]*)⟩/gu)].map((match): Gap => {
    const slot = match[1] ?? "";
    const said = values.get(slot) ?? choices.get(slot) ?? "";
    const holders = [...values].filter(([, value]) => value === said).map(([path]) => path);
    const of = slot.startsWith("~") ? (slot.slice(1).split("\u001f")[0] ?? null) : null;
    return { said, holders, of };
  });
  const key = pattern.text
    .split(/⟨[^⟨⟩]*⟩/u)
    .map((piece) => words(piece).join(" "))
    .join(" ⟨⟩ ");
  return { key, gaps };
}

function factsOf(event: CaseEvent): Map<string, Leaf["value"]> {
  const { leaves, lists } = spread(event.result ?? {});
  const tool = event.tool ?? "";
  return new Map<string, Leaf["value"]>([
    ...leaves.map(({ path, value }): [string, Leaf["value"]] => [`${tool} ${path}`, value]),
    ...lists.map(({ path, items }): [string, Leaf["value"]] => [`${tool} ${path}#`, items.length]),
  ]);
}

function merged(found: ReadonlyMap<string, Map<string, Leaf["value"]>>): Map<string, Leaf["value"]> {
  return new Map([...found.values()].flatMap((facts) => [...facts]));
}

/** The items of a list are one place: a reply may tell them in any order. */
function placeOf(path: string): string {
  return path.replace(/\[\d+\]/gu, "[]");
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?。！？]["')\]]?\s{1,40}|[。！？]|\n)/u).filter((part) => part.trim() !== "");
}

function typeOf(said: string): WrongFactType {
  return /\p{N}/u.test(said) ? "number" : "name";
}

function count(of: Map<string, Map<string, number>>, path: string, value: string): void {
  const values = of.get(path) ?? new Map<string, number>();
  of.set(path, values);
  values.set(value, (values.get(value) ?? 0) + 1);
}

function sum(values: ReadonlyMap<string, number> | undefined): number {
  return [...(values?.values() ?? [])].reduce((total, one) => total + one, 0);
}

/** The name of the value a wrong fact is about. */
export function nameOf({ at }: WrongFact): string {
  return ownName(at.slice(at.indexOf(" ") + 1));
}
