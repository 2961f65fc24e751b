/** Learns how analysts fill a tool's arguments: for each argument a choice among candidate values, ranked by one online model. */

import type { DialogueState } from "../dialogue-state";
import { writeHashed } from "../hashed-weights";
import type { Reader, Writer } from "../snapshot";
import { calledBy, callingWord } from "./called";
import type { ArgumentCandidate } from "./candidate";
import { argumentCandidates } from "./candidates";
import { candidateFeatures, formFeatures } from "./features";
import { unwrap, wrap } from "./forms";
import { identifierShape } from "./identifiers";
import { fits, fitsByName, type Owners, ownersOf, type Taken, type ToolSchemas } from "./kinds";
import { type ArgumentLabel, labelsFor, learnLabels } from "./labels";
import { fromLeaves, lastName, leavesOf } from "./leaves";
import { type ArgumentMemory, newArgumentMemory, noteArgument, readMemory, writableMemory } from "./memory";
import { type Chosen, momentOf } from "./moment";
import { normalForm } from "./placed-words";
import { learnRanking, newRanking, type Ranking, rank, readRanking } from "./ranking";
import { learnBorders } from "./sentences";

export type ArgumentModel = {
  /** Arguments by tool, in the order first seen. */
  tools: Map<string, Map<string, ArgumentMemory>>;
  ranking: Ranking;
  /** Which arguments own what, as it was last asked for; null since something was learnt. */
  owners: Owners | null;
};

/** A filled call; `sureness` is the chance of the least certain of its values. */
export type FilledCall = { arguments: Record<string, unknown>; sureness: number };

/** An argument with at most so many values is one choice out of a list. */
const FEW_VALUES = 6;
/** A value is sought in so many of the newest messages to learn what stands before it. */
const BORDER_MESSAGES = 4;

export function newArgumentModel(): ArgumentModel {
  return { tools: new Map(), ranking: newRanking(), owners: null };
}

/** The most probable value of every argument the tool was ever called with, of those that are of the argument's kind. */
export function fillArguments(
  model: ArgumentModel,
  tool: string,
  dialogue: DialogueState,
  schemas: ToolSchemas = undeclared,
): FilledCall {
  const chosen: Chosen = new Map();
  let sureness = 1;
  const memories = model.tools.get(tool) ?? new Map<string, ArgumentMemory>();
  const owners = ownersIn(model);
  const declared = schemas(tool);
  const called = calledBy(owners.words, dialogue);
  const most = Math.max(0, ...[...memories.values()].map(({ count }) => count));
  for (const [key, memory] of memories) {
    const schema = declared.get(key);
    const moment = momentOf(tool, key, dialogue, chosen);
    const about = takenBy(key, memory);
    const labels = labelsFor(memory, key, dialogue);
    const byName = new Set(
      labels
        .filter(({ value, isOwn }) => isOwn && fitsByName(value, about, owners, schema))
        .map(({ value }) => value),
    );
    const given = memory.shared === 0 ? formsGiven(chosen) : null;
    const candidates = argumentCandidates(memory, tool, key, dialogue).filter(
      ({ value, form }) =>
        value === undefined ||
        (!(given?.has(form) && isIdentifier(value)) &&
          (byName.has(String(value)) || fits(value, about, owners, schema))),
    );
    const isNeeded = schema ? schema.isRequired : memory.count >= NEEDED * most;
    if (isNeeded && candidates.length === 1) sureness = 0;
    const chances = rank(
      model.ranking,
      candidates.map((one) => candidateFeatures(moment, one)),
    );
    const labelled = dialogue.calledSinceAlert?.has(tool) === false ? labelledBy(candidates, labels) : null;
    const best = labelled ?? mostLikely(chances);
    sureness = Math.min(sureness, Math.max(chances[best] ?? 1, labelled === null ? 0 : SURE_OF_A_LABEL));
    const taken = candidates[best];
    // What is next after it would be a guess.
    const isElse = taken && !memory.values.has(taken.form) && isCalledElse(called.get(taken.form), key);
    if (isElse && isNeeded) sureness = 0;
    if (isElse || taken?.value === undefined) continue;
    const forms = formsOf(memory);
    const likely = rank(
      model.ranking,
      forms.map((form) => formFeatures(moment, { form, inner: taken.value }, dialogue)),
    );
    const value = wrap({ form: forms[mostLikely(likely)] ?? "", inner: taken.value });
    chosen.set(key, { value, form: taken.form, places: taken.places, isEnumerated: isEnumerated(memory) });
  }
  const leaves = Object.fromEntries([...chosen].map(([key, { value }]) => [key, value]));
  return { arguments: fromLeaves(leaves), sureness };
}

/** True for what the text calls by the names of other arguments only. */
function isCalledElse(words: ReadonlySet<string> | undefined, key: string): boolean {
  return words !== undefined && !words.has(callingWord(key)?.toLowerCase() ?? "");
}

/** What other arguments of the call were given: two of them name one thing only where they ever did. */
function formsGiven(chosen: Chosen): Set<string> {
  return new Set([...chosen.values()].map(({ form }) => form));
}

function isIdentifier(value: unknown): boolean {
  return typeof value === "string" && identifierShape(value.trim()) !== null;
}

const undeclared: ToolSchemas = () => new Map();

/** An argument that so large a share of the calls had is needed. */
const NEEDED = 0.8;
const SURE_OF_A_LABEL = 0.9;

/** The candidate that is the alert's own value for this argument; null when none is. Once the tool was asked about the alert, another may be due. */
function labelledBy(
  candidates: readonly ArgumentCandidate[],
  labels: readonly ArgumentLabel[],
): number | null {
  for (const { value } of labels) {
    const form = normalForm(value);
    const index = candidates.findIndex((one) => one.value !== undefined && one.form === form);
    if (index >= 0) return index;
  }
  return null;
}

/** Which argument of all tools owns what. */
export function ownersIn(model: ArgumentModel): Owners {
  model.owners ??= ownersOf(
    [...model.tools.values()].flatMap((memories) =>
      [...memories].map(([key, memory]) => takenBy(key, memory)),
    ),
  );
  return model.owners;
}

/** What an argument was given, as its kind is told by. */
export function takenBy(key: string, { kinds, count, values }: ArgumentMemory): Taken {
  return { name: lastName(key), kinds, count, values };
}

/** True when an argument was given this value at every one of several calls. */
export function isAlways({ tools }: ArgumentModel, tool: string, path: string, value: unknown): boolean {
  const memory = tools.get(tool)?.get(path);
  return (
    memory !== undefined &&
    memory.count > 1 &&
    memory.values.size === 1 &&
    memory.values.has(normalForm(value))
  );
}

/** Learns from a call as it was made. */
export function learnArguments(
  model: ArgumentModel,
  tool: string,
  call: Readonly<Record<string, unknown>>,
  dialogue: DialogueState,
): void {
  model.owners = null;
  const given = leavesOf(call);
  const memories = model.tools.get(tool) ?? new Map<string, ArgumentMemory>();
  model.tools.set(tool, memories);
  for (const key of Object.keys(given)) if (!memories.has(key)) memories.set(key, newArgumentMemory());
  noteShared(memories, given);
  const chosen: Chosen = new Map();
  for (const [key, memory] of memories) {
    const moment = momentOf(tool, key, dialogue, chosen);
    const candidates = argumentCandidates(memory, tool, key, dialogue);
    const target = targetOf(candidates, key, given);
    if (target >= 0) {
      const features = candidates.map((one) => candidateFeatures(moment, one));
      learnRanking(model.ranking, features, target);
    }
    if (!(key in given)) continue;
    const { form: taken, inner } = unwrap(given[key]);
    const form = normalForm(inner);
    noteArgument(memory, given[key], moment.before);
    learnLabels(memory, given[key], dialogue);
    learnBorders(
      memory,
      form,
      dialogue.messages.slice(-BORDER_MESSAGES).map(({ text }) => text),
    );
    const forms = formsOf(memory);
    const features = forms.map((one) => formFeatures(moment, { form: one, inner }, dialogue));
    if (forms.length > 1) learnRanking(model.ranking, features, forms.indexOf(taken));
    const places = candidates[target]?.places ?? [];
    chosen.set(key, { value: given[key], form, places, isEnumerated: isEnumerated(memory) });
  }
}

/** Counts the arguments that were given an identifier together with another one. */
function noteShared(
  memories: ReadonlyMap<string, ArgumentMemory>,
  given: Readonly<Record<string, unknown>>,
): void {
  const forms = Object.entries(given).flatMap(([key, value]): [string, string][] => {
    const { inner } = unwrap(value);
    return isIdentifier(inner) ? [[key, normalForm(inner)]] : [];
  });
  for (const [key, form] of forms) {
    const memory = memories.get(key);
    if (memory && forms.some(([other, same]) => other !== key && same === form)) memory.shared++;
  }
}

export function writeArguments(writer: Writer, model: ArgumentModel): void {
  writer.json(
    [...model.tools].map(([tool, memories]) => [
      tool,
      [...memories].map(([key, memory]) => [key, writableMemory(memory)]),
    ]),
  );
  writeHashed(writer, model.ranking);
}

export function readArguments(reader: Reader): ArgumentModel {
  type Kept = [string, [string, ReturnType<typeof writableMemory>][]][];
  const tools = new Map(
    (reader.json() as Kept).map(([tool, memories]) => [
      tool,
      new Map(memories.map(([key, memory]) => [key, readMemory(memory)])),
    ]),
  );
  return { tools, ranking: readRanking(reader), owners: null };
}

function isEnumerated(memory: ArgumentMemory): boolean {
  return memory.values.size <= FEW_VALUES;
}

/** Index of the candidate that was given; −1 when none is. */
function targetOf(
  candidates: readonly ArgumentCandidate[],
  key: string,
  given: Readonly<Record<string, unknown>>,
): number {
  if (!(key in given)) return 0;
  const form = normalForm(unwrap(given[key]).inner);
  return candidates.findIndex((one) => one.value !== undefined && one.form === form);
}

/** Forms this argument was given in, the usual one first. */
function formsOf(memory: ArgumentMemory): string[] {
  return [...memory.forms].sort((left, right) => right[1] - left[1]).map(([form]) => form);
}

function mostLikely(chances: readonly number[]): number {
  let best = 0;
  chances.forEach((chance, index) => {
    if (chance > (chances[best] ?? 0)) best = index;
  });
  return best;
}
