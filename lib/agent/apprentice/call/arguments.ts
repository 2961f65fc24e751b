/** Learns how analysts fill a tool's arguments: for each argument a choice among candidate values, ranked by one online model. */

import { writeHashed } from "../hashed-weights";
import type { Reading } from "../reading";
import type { Reader, Writer } from "../snapshot";
import { type ArgumentCandidate, argumentCandidates } from "./candidates";
import { candidateFeatures, formFeatures } from "./features";
import { unwrap, wrap } from "./forms";
import { fromLeaves, leavesOf } from "./leaves";
import { type ArgumentMemory, newArgumentMemory, noteArgument, readMemory, writableMemory } from "./memory";
import { type Chosen, momentOf } from "./moment";
import { normalForm } from "./placed-words";
import { learnRanking, newRanking, type Ranking, rank, readRanking } from "./ranking";
import { learnBorders } from "./sentences";

export type ArgumentModel = {
  /** Arguments by tool, in the order first seen. */
  tools: Map<string, Map<string, ArgumentMemory>>;
  ranking: Ranking;
};

/** A filled call; `sureness` is the chance of the least certain of its values. */
export type FilledCall = { arguments: Record<string, unknown>; sureness: number };

/** An argument with at most so many values is one choice out of a list. */
const FEW_VALUES = 6;
/** A value is sought in so many of the newest messages to learn what stands before it. */
const BORDER_MESSAGES = 4;

export function newArgumentModel(): ArgumentModel {
  return { tools: new Map(), ranking: newRanking() };
}

/** The most probable value of every argument the tool was ever called with. */
export function fillArguments(model: ArgumentModel, tool: string, reading: Reading): FilledCall {
  const chosen: Chosen = new Map();
  let sureness = 1;
  const memories = model.tools.get(tool) ?? new Map<string, ArgumentMemory>();
  for (const [key, memory] of memories) {
    const moment = momentOf(tool, key, reading, chosen);
    const candidates = argumentCandidates(memory, tool, key, reading);
    const chances = rank(
      model.ranking,
      candidates.map((one) => candidateFeatures(moment, one)),
    );
    const best = mostLikely(chances);
    sureness = Math.min(sureness, chances[best] ?? 1);
    const taken = candidates[best];
    if (taken?.value === undefined) continue;
    const forms = formsOf(memory);
    const likely = rank(
      model.ranking,
      forms.map((form) => formFeatures(moment, { form, inner: taken.value }, reading)),
    );
    const value = wrap({ form: forms[mostLikely(likely)] ?? "", inner: taken.value });
    chosen.set(key, { value, form: taken.form, places: taken.places, isEnumerated: isEnumerated(memory) });
  }
  const leaves = Object.fromEntries([...chosen].map(([key, { value }]) => [key, value]));
  return { arguments: fromLeaves(leaves), sureness };
}

/** Learns from a call as it was made. */
export function learnArguments(
  model: ArgumentModel,
  tool: string,
  call: Readonly<Record<string, unknown>>,
  reading: Reading,
): void {
  const given = leavesOf(call);
  const memories = model.tools.get(tool) ?? new Map<string, ArgumentMemory>();
  model.tools.set(tool, memories);
  for (const key of Object.keys(given)) if (!memories.has(key)) memories.set(key, newArgumentMemory());
  const chosen: Chosen = new Map();
  for (const [key, memory] of memories) {
    const moment = momentOf(tool, key, reading, chosen);
    const candidates = argumentCandidates(memory, tool, key, reading);
    const target = targetOf(candidates, key, given);
    if (target >= 0) {
      const features = candidates.map((one) => candidateFeatures(moment, one));
      learnRanking(model.ranking, features, target);
    }
    if (!(key in given)) continue;
    const { form: taken, inner } = unwrap(given[key]);
    const form = normalForm(inner);
    noteArgument(memory, given[key], moment.before);
    learnBorders(
      memory,
      form,
      reading.messages.slice(-BORDER_MESSAGES).map(({ text }) => text),
    );
    const forms = formsOf(memory);
    const features = forms.map((one) => formFeatures(moment, { form: one, inner }, reading));
    if (forms.length > 1) learnRanking(model.ranking, features, forms.indexOf(taken));
    const places = candidates[target]?.places ?? [];
    chosen.set(key, { value: given[key], form, places, isEnumerated: isEnumerated(memory) });
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
  return { tools, ranking: readRanking(reader) };
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
