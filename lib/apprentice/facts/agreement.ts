/** Learns which states of a tool result go with which sentence, so that a sentence is reused only where the result agrees. */

import { recalled } from "#lib/recalled";
import type { Reader, Writer } from "../snapshot";
import { literalText, sentencesOf } from "../templates";
import { combine, hash, words } from "../tokens";
import { shareSaid } from "./hints";
import type { State } from "./states";

/** Hashed, so that memory and snapshot do not grow with the tickets. */
export type Agreement = {
  /** Whether a sentence was ever said in a state: two bits of this field each. */
  seen: Uint32Array;
  /** How often a sentence was said at all, and after each tool. */
  said: Uint32Array;
  /** Values of every path of every tool, while they are few. */
  paths: Map<number, PathRecord>;
  /** Paths of every tool. */
  tools: Map<string, string[]>;
  /** By the name of a path, in all tools: how often a sentence came again in the same state, beyond chance. */
  names: Map<string, { again: number; of: number }>;
};

type PathRecord = { results: number; values: Map<number, { text: string; count: number }> };

const SEEN_WORDS = 1 << 17;
const SAID_BUCKETS = 1 << 17;
const PATHS_KEPT = 4_000;
const PATHS_OF_A_TOOL = 120;
/** A path with more values than this is told by slots, and is no state. */
const CHOICES = 24;
/** How likely a sentence is held to depend on a state nothing is known about. */
const PRIOR = { truth: 0.45, choice: 0.4, count: 0.1 } as const;
/** Where the reply repeats the value in a slot: mostly it is told, and no more. */
const REPEATED = 0.25;
/** Where the sentence says the name of it, or another value of it. */
const NAMED = 0.9;
/** What was said without any such result is of no such state, unless much speaks for it. */
const ELSEWHERE = 0.05;
const LEAST = 0.02;
const MOST = 0.95;
/** What the experience with a name weighs against the first guess. */
const GUESS = 4;
/** A value never met is believed to be met this often, where others come again and again; and so many sayings tell of it. */
const NOVEL = 0.3;
const SAYINGS_OF_NOVEL = 4;
/** How much less what was told before bears on what is said. */
const TOLD = 0.3;
/** Sayings of a sentence after a tool that tell what it depends on. */
const SAYINGS_COMPARED = 4;

export function newAgreement(): Agreement {
  return {
    seen: new Uint32Array(SEEN_WORDS),
    said: new Uint32Array(SAID_BUCKETS),
    paths: new Map(),
    tools: new Map(),
    names: new Map(),
  };
}

/** The paths a tool ever gave. */
export function knownPaths(agreement: Agreement, tool: string): readonly string[] {
  return agreement.tools.get(tool) ?? [];
}

/** Learns the result of a tool. */
export function noteStates(agreement: Agreement, states: readonly State[]): void {
  for (const { tool, path, value, pathKey, valueKey } of states) {
    const record = agreement.paths.get(pathKey) ?? { results: 0, values: new Map() };
    // Re-inserting keeps the map ordered by last use.
    agreement.paths.delete(pathKey);
    agreement.paths.set(pathKey, record);
    record.results++;
    const known = record.values.get(valueKey);
    if (known) known.count++;
    else if (record.values.size <= CHOICES) record.values.set(valueKey, { text: value, count: 1 });
    const paths = agreement.tools.get(tool) ?? [];
    if (!paths.includes(path) && paths.length < PATHS_OF_A_TOOL) agreement.tools.set(tool, [...paths, path]);
  }
  for (const oldest of agreement.paths.keys()) {
    if (agreement.paths.size <= PATHS_KEPT) return;
    agreement.paths.delete(oldest);
  }
}

/** Learns a pattern that was said in these states. */
export function noteSaid(agreement: Agreement, pattern: string, states: readonly State[]): void {
  const tools = new Set(states.map(({ toolKey }) => toolKey));
  for (const { key } of sentencesOf(pattern).map(known)) {
    raise(agreement, key);
    for (const tool of tools) raise(agreement, combine(key, tool));
    for (const state of states) noteState(agreement, key, state);
  }
}

/** A sentence that comes again in the same state more often than the state does is one of it. */
function noteState(agreement: Agreement, sentence: number, state: State): void {
  const record = agreement.paths.get(state.pathKey);
  const times = timesOf(agreement, combine(sentence, state.toolKey));
  const isAgain = isSeen(agreement, sentence, state.key);
  if (!isAgain) mark(agreement, sentence, state.key);
  if (!record || state.isTold || times < 2 || times > SAYINGS_COMPARED || record.values.size < 2) return;
  const common = (record.values.get(state.valueKey)?.count ?? 0) / Math.max(1, record.results);
  const name = agreement.names.get(state.name) ?? { again: 0, of: 0 };
  name.again += Number(isAgain) - common;
  name.of += 1 - common;
  agreement.names.delete(state.name);
  agreement.names.set(state.name, name);
  for (const oldest of agreement.names.keys()) {
    if (agreement.names.size <= PATHS_KEPT) return;
    agreement.names.delete(oldest);
  }
}

/**
 * The state a sentence is likely to be wrong in, and how likely; null where nothing speaks against it. `told` are the
 * places of the slots beside it.
 */
export function contradiction(
  agreement: Agreement,
  sentence: string,
  states: readonly State[],
  told: ReadonlySet<string>,
): { state: State; chance: number } | null {
  const { key, said } = known(sentence);
  const all = timesOf(agreement, key);
  if (all === 0) return null;
  let worst: { state: State; chance: number } | null = null;
  for (const state of states) {
    if (isSeen(agreement, key, state.key)) continue;
    const times = timesOf(agreement, combine(key, state.toolKey));
    const record = agreement.paths.get(state.pathKey);
    if (times === 0 || !record || record.values.size > CHOICES) continue;
    if (told.has(state.place) && isToldOfSeveral(agreement, key, state, record)) continue;
    const guess = told.has(state.place) ? Math.min(REPEATED, PRIOR[state.kind]) : PRIOR[state.kind];
    const prior = priorOf(agreement, { record, state, isSaidElsewhere: all > times, said, guess });
    const accident = accidentOf(record, state, times);
    const chance = prior / (prior + (1 - prior) * accident);
    if (chance > (worst?.chance ?? 0)) worst = { state, chance };
  }
  return worst;
}

/**
 * True for a value in a slot of the reply that is no state the sentence depends on: it was said of two values, or its slot
 * is that of one item among many. "It is ⟨state⟩, so the disk is not what slows you down" was only ever said of one.
 */
function isToldOfSeveral(
  agreement: Agreement,
  sentence: number,
  state: State,
  { values }: PathRecord,
): boolean {
  if (state.path !== state.place) return true;
  const said = [...values.keys()].filter((value) =>
    isSeen(agreement, sentence, combine(state.pathKey, value)),
  );
  return said.length > 1;
}

/** How likely a sentence was not said in a state by chance, although there was occasion: by how common the state is. */
function accidentOf({ results, values }: PathRecord, { valueKey }: State, times: number): number {
  const count = values.get(valueKey)?.count ?? 0;
  const novel = NOVEL * Math.max(0, 1 - (values.size - 1) / results);
  const isNovel = novel > count / results;
  return (
    (1 - Math.max(novel, count / (results + 1))) ** (isNovel ? Math.min(times, SAYINGS_OF_NOVEL) : times)
  );
}

/** How likely a sentence depends on a path, before it is known in which states it was said. */
function priorOf(
  agreement: Agreement,
  of: {
    record: PathRecord;
    state: State;
    isSaidElsewhere: boolean;
    said: ReadonlySet<string>;
    /** As long as nothing is known of the name. */
    guess: number;
  },
): number {
  const { record, state, isSaidElsewhere, said, guess } = of;
  if (state.kind === "truth" && shareSaid(state.name, said) === 1) return NAMED;
  if (state.kind === "choice")
    for (const { text } of record.values.values())
      if (text !== state.value && (said.has(text) || shareSaid(text, said) === 1)) return NAMED;
  if (isSaidElsewhere) return ELSEWHERE;
  const name = agreement.names.get(state.name) ?? { again: 0, of: 0 };
  const learnt = (name.again + GUESS * guess) / (name.of + GUESS);
  return Math.min(MOST, Math.max(LEAST, learnt)) * (state.isTold ? TOLD : 1);
}

/** True when a sentence was said in a state. */
export function isSaidIn(agreement: Agreement, sentence: string, state: State): boolean {
  return isSeen(agreement, known(sentence).key, state.key);
}

export function writeAgreement(writer: Writer, { seen, said, paths, tools, names }: Agreement): void {
  writeUsed(writer, seen);
  writeUsed(writer, said);
  writer.json([[...paths].map(([key, of]) => [key, of.results, [...of.values]]), [...tools], [...names]]);
}

export function readAgreement(reader: Reader): Agreement {
  type Kept = [
    [number, number, [number, { text: string; count: number }][]][],
    [string, string[]][],
    [string, { again: number; of: number }][],
  ];
  const seen = readUsed(reader, SEEN_WORDS);
  const said = readUsed(reader, SAID_BUCKETS);
  const [paths, tools, names] = reader.json() as Kept;
  return {
    seen,
    said,
    paths: new Map(paths.map(([key, results, values]) => [key, { results, values: new Map(values) }])),
    tools: new Map(tools),
    names: new Map(names),
  };
}

/** Writes the numbers that are not 0, each with its place. */
function writeUsed(writer: Writer, field: Uint32Array): void {
  const places = Uint32Array.from(field.keys()).filter((place) => field[place] !== 0);
  writer.array(places);
  writer.array(places.map((place) => field[place] as number));
}

function readUsed(reader: Reader, length: number): Uint32Array {
  const field = new Uint32Array(length);
  const places = reader.uint32s();
  const values = reader.uint32s();
  places.forEach((place, index) => {
    field[place] = values[index] as number;
  });
  return field;
}

/** One number for a sentence, whatever its case and punctuation, and the words it says. */
type Known = { key: number; said: ReadonlySet<string> };
const known = recalled(
  4_000,
  (sentence: string): Known => ({
    key: hash(words(sentence).join(" ")),
    said: new Set(words(literalText(sentence))),
  }),
);

function placesOf(sentence: number, state: number): [number, number] {
  const place = combine(sentence, state);
  return [place % (SEEN_WORDS * 32), combine(place, 7) % (SEEN_WORDS * 32)];
}

function isSeen(agreement: Agreement, sentence: number, state: number): boolean {
  return placesOf(sentence, state).every(
    (bit) => (((agreement.seen[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1,
  );
}

function mark(agreement: Agreement, sentence: number, state: number): void {
  for (const bit of placesOf(sentence, state))
    agreement.seen[bit >>> 5] = (agreement.seen[bit >>> 5] as number) | (1 << (bit & 31));
}

function timesOf(agreement: Agreement, key: number): number {
  return agreement.said[key % SAID_BUCKETS] as number;
}

function raise(agreement: Agreement, key: number): void {
  const bucket = key % SAID_BUCKETS;
  agreement.said[bucket] = (agreement.said[bucket] as number) + 1;
}
