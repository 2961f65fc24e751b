/** Learns how analysts fill a tool's arguments: for each argument a choice among candidate values, ranked by one online model. */

import type { DialogueState } from "../dialogue-state";
import { writeHashed } from "../hashed-weights";
import type { Reader, Writer } from "../snapshot";
import type { ArgumentCandidate } from "./candidate";
import { isUntold } from "./candidate";
import { argumentCandidates } from "./candidates";
import { candidateFeatures, formFeatures } from "./features";
import { type Owners, ownersOf, type Taken } from "./fits";
import { unwrap } from "./forms";
import { identifierShape } from "./identifiers";
import { learnLabels } from "./labels";
import { lastName, leavesOf } from "./leaves";
import {
  type ArgumentMemory,
  isEnumerated,
  newArgumentMemory,
  noteArgument,
  readMemory,
  writableMemory,
} from "./memory";
import { type Chosen, momentOf } from "./moment";
import { normalForm } from "./placed-words";
import { learnRanking, newRanking, type Ranking, readRanking } from "./ranking";
import { learnBorders } from "./sentences";
import { type Spelling, spellingsOf } from "./spelling";
import type { TradeWords } from "./trade-words";

export type ArgumentModel = {
  /** Arguments by tool, in the order first seen. */
  tools: Map<string, Map<string, ArgumentMemory>>;
  ranking: Ranking;
  /** Which arguments own what, as it was last asked for; null since something was learnt. */
  owners: Owners | null;
  /** How names are written, likewise. */
  spellings: Spelling[] | null;
  tradeWords: TradeWords;
};

/** A value is sought in so many of the newest messages to learn what stands before it. */
const BORDER_MESSAGES = 4;

export function newArgumentModel(): ArgumentModel {
  return { tools: new Map(), ranking: newRanking(), owners: null, spellings: null, tradeWords: new Map() };
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

/** How the names that calls were given are written. */
export function spellingsIn(model: ArgumentModel): readonly Spelling[] {
  model.spellings ??= spellingsOf(valuesOf(model));
  return model.spellings;
}

function* valuesOf({ tools }: ArgumentModel): Generator<unknown> {
  for (const memories of tools.values())
    for (const { values } of memories.values()) for (const { value } of values.values()) yield value;
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
  model.spellings = null;
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
    const candidate = candidates[target];
    const isNowhere = candidate === undefined || isUntold(candidate);
    noteArgument(memory, given[key], {
      before: moment.before,
      customerId: dialogue.customerId,
      isUntold: isNowhere,
    });
    learnLabels(memory, given[key], dialogue);
    learnBorders(
      memory,
      form,
      dialogue.messages.slice(-BORDER_MESSAGES).map(({ text }) => text),
    );
    const forms = formsOf(memory);
    const features = forms.map((one) => formFeatures(moment, { form: one, inner }, dialogue));
    if (forms.length > 1) learnRanking(model.ranking, features, forms.indexOf(taken));
    chosen.set(key, {
      value: given[key],
      form,
      places: candidate?.places ?? [],
      isEnumerated: isEnumerated(memory),
    });
  }
}

/** Counts the arguments that were given an identifier together with another one. */
function noteShared(
  memories: ReadonlyMap<string, ArgumentMemory>,
  given: Readonly<Record<string, unknown>>,
): void {
  const forms = Object.entries(given).flatMap(([key, value]): [string, string][] => {
    const { inner } = unwrap(value);
    return identifierShape(String(inner).trim()) !== null ? [[key, normalForm(inner)]] : [];
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
  writer.json([...model.tradeWords]);
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
  const tradeWords: TradeWords = new Map(reader.json() as [string, string | null][]);
  return { tools, ranking: readRanking(reader), owners: null, spellings: null, tradeWords };
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
export function formsOf(memory: ArgumentMemory): string[] {
  return [...memory.forms].sort((left, right) => right[1] - left[1]).map(([form]) => form);
}
