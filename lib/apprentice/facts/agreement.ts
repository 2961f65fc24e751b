/** Learns which states of a tool result go with which sentence, so that a sentence is reused only where the result agrees. */
import { recalled } from "#lib/recalled";
import type { Reader, Writer } from "../snapshot";
import { literalText, sentencesOf } from "../templates";
import { combine, hash, words } from "../tokens";
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

export type PathRecord = { results: number; values: Map<number, { text: string; count: number }> };

const SEEN_WORDS = 1 << 17;
const SAID_BUCKETS = 1 << 17;
const PATHS_KEPT = 4_000;
const PATHS_OF_A_TOOL = 120;
/** A path with more values than this is told by slots, and is no state. */
export const CHOICES = 24;
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
export const known = recalled(
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

export function isSeen(agreement: Agreement, sentence: number, state: number): boolean {
  return placesOf(sentence, state).every(
    (bit) => (((agreement.seen[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1,
  );
}

function mark(agreement: Agreement, sentence: number, state: number): void {
  for (const bit of placesOf(sentence, state))
    agreement.seen[bit >>> 5] = (agreement.seen[bit >>> 5] as number) | (1 << (bit & 31));
}

export function timesOf(agreement: Agreement, key: number): number {
  return agreement.said[key % SAID_BUCKETS] as number;
}

function raise(agreement: Agreement, key: number): void {
  const bucket = key % SAID_BUCKETS;
  agreement.said[bucket] = (agreement.said[bucket] as number) + 1;
}
