/** Learns how analysts fill a tool's arguments: for each argument a choice among candidate values, ranked by one online model. */
import {
  type ArgumentCandidate,
  type ArgumentMemory,
  argumentCandidates,
  newArgumentMemory,
  normalForm,
  noteArgument,
  recallShapes,
} from "./argument-candidates";
import type { Reading } from "./reading";
import type { Reader, Writer } from "./snapshot";
import { hash } from "./tokens";

export type ArgumentModel = {
  /** Arguments by tool, in the order first seen. */
  tools: Map<string, Map<string, ArgumentMemory>>;
  weight: Float32Array;
  energy: Float32Array;
};

/** A filled call; `probability` is that of all values together. */
export type FilledCall = { arguments: Record<string, unknown>; probability: number };

const BUCKETS = 1 << 18;
const RATE = 0.6;
const FIRST_ENERGY = 0.1;
const PASSES = 3;
const TURN_WORDS = 24;

export function newArgumentModel(): ArgumentModel {
  return { tools: new Map(), weight: new Float32Array(BUCKETS), energy: new Float32Array(BUCKETS) };
}

/** The most probable value of every argument the tool was ever called with. */
export function fillArguments(model: ArgumentModel, tool: string, reading: Reading): FilledCall {
  const filled: Record<string, unknown> = {};
  let probability = 1;
  for (const [key, memory] of model.tools.get(tool) ?? []) {
    const candidates = argumentCandidates(memory, key, reading);
    const chances = rank(
      model,
      candidates.map((one) => candidateFeatures(tool, key, one, reading, filled)),
    );
    let best = 0;
    chances.forEach((chance, index) => {
      if (chance > (chances[best] ?? 0)) best = index;
    });
    probability *= chances[best] ?? 1;
    const value = candidates[best]?.value;
    if (value !== undefined) filled[key] = value;
  }
  return { arguments: filled, probability };
}

/** Learns from a call as it was made. */
export function learnArguments(
  model: ArgumentModel,
  tool: string,
  given: Readonly<Record<string, unknown>>,
  reading: Reading,
): void {
  const memories = model.tools.get(tool) ?? new Map<string, ArgumentMemory>();
  model.tools.set(tool, memories);
  for (const key of Object.keys(given)) if (!memories.has(key)) memories.set(key, newArgumentMemory());
  const before: Record<string, unknown> = {};
  for (const [key, memory] of memories) {
    const candidates = argumentCandidates(memory, key, reading);
    const target = targetOf(candidates, key, given);
    if (target >= 0) {
      const features = candidates.map((one) => candidateFeatures(tool, key, one, reading, before));
      for (let pass = 0; pass < PASSES; pass++) descend(model, features, target);
    }
    if (!(key in given)) continue;
    noteArgument(memory, given[key]);
    before[key] = given[key];
  }
}

export function writeArguments(writer: Writer, model: ArgumentModel): void {
  writer.json(
    [...model.tools].map(([tool, memories]) => [
      tool,
      [...memories].map(([key, memory]) => [
        key,
        memory.count,
        [...memory.values],
        [...memory.operators],
        [...memory.byWord],
      ]),
    ]),
  );
  const used = Uint32Array.from(model.energy.keys()).filter((bucket) => (model.energy[bucket] ?? 0) > 0);
  writer.array(used);
  writer.array(Float32Array.from(used, (bucket) => model.weight[bucket] ?? 0));
  writer.array(Float32Array.from(used, (bucket) => model.energy[bucket] ?? 0));
}

export function readArguments(reader: Reader): ArgumentModel {
  const model = newArgumentModel();
  type Kept = [
    string,
    number,
    [string, { value: unknown; count: number }][],
    [string, number][],
    [string, string[]][],
  ];
  for (const [tool, memories] of reader.json() as [string, Kept[]][]) {
    model.tools.set(
      tool,
      new Map(
        memories.map(([key, count, values, operators, byWord]) => [
          key,
          recallShapes({
            ...newArgumentMemory(),
            count,
            values: new Map(values),
            operators: new Map(operators),
            byWord: new Map(byWord),
          }),
        ]),
      ),
    );
  }
  const used = reader.uint32s();
  const weights = reader.floats();
  const energies = reader.floats();
  used.forEach((bucket, index) => {
    model.weight[bucket] = weights[index] ?? 0;
    model.energy[bucket] = energies[index] ?? 0;
  });
  return model;
}

/** Index of the candidate that was given; −1 when none is. */
function targetOf(
  candidates: readonly ArgumentCandidate[],
  key: string,
  given: Readonly<Record<string, unknown>>,
): number {
  if (!(key in given)) return 0;
  const form = normalForm(given[key]);
  return candidates.findIndex((one) => one.value !== undefined && normalForm(one.value) === form);
}

/** Hashed features of a candidate, each both for this argument and for arguments in general; `chosen` are the values of the call so far. */
function candidateFeatures(
  tool: string,
  key: string,
  candidate: ArgumentCandidate,
  reading: Reading,
  chosen: Readonly<Record<string, unknown>>,
): number[] {
  const where = `${tool} ${key}`;
  const value = candidate.value === undefined ? "" : normalForm(candidate.value);
  const again = reading.calls.has(tool) ? "again" : "first";
  const features: number[] = [];
  const add = (feature: string): void => {
    features.push(hash(feature) & (BUCKETS - 1));
  };
  const facts = [...new Set(candidate.facts)];
  for (const [other, taken] of Object.entries(chosen))
    if (value !== "" && normalForm(taken) === value)
      for (const scope of ["*", where, `${where} ${other}`]) add(`${scope} taken`);
  for (const fact of facts) {
    add(`${where} ${fact}`);
    add(`${where} ${fact} ${again}`);
    add(`* ${fact}`);
    add(`${key} ${fact}`);
  }
  const short = facts.filter((fact) => !/^(before|after|asked)/.test(fact));
  add(`${where} ${short.join("|")} ${again}`);
  add(`* ${short.join("|")} ${again}`);
  add(`${where} =${value}`);
  add(`${where} =${value} ${again} ${reading.lastReply}`);
  add(
    `${where} =${value} ${reading.lastTool} ${reading.resultTold} ${reading.lastResult.join("|").slice(0, 80)}`,
  );
  const kind = candidate.value === undefined ? "none" : facts.includes("previous") ? "previous" : "other";
  add(`${where} ${kind} ${reading.lastReply}`);
  const before = reading.calls.get(tool);
  if (before && key in before) add(`${where} ${normalForm(before[key])} > ${value} ${reading.lastResult[0]}`);
  if (before && key in before) add(`${where} ${normalForm(before[key])} > ${value}`);
  const usual = facts.some((fact) => fact.startsWith("usual")) || candidate.value === undefined;
  for (const word of new Set(reading.turnWords.slice(0, TURN_WORDS))) {
    add(`${where} ${kind} ${word}`);
    if (usual) add(`${where} =${value} ${word}`);
  }
  for (const [other, values] of reading.calls) {
    for (const [name, used] of Object.entries(values)) {
      if (name !== key && value !== "" && normalForm(used) === value) add(`${where} is ${other} ${name}`);
    }
  }
  return features;
}

function rank(model: ArgumentModel, candidates: readonly number[][]): number[] {
  const scores = candidates.map((features) => {
    let sum = 0;
    for (const feature of features) sum += model.weight[feature] as number;
    return sum / Math.sqrt(features.length);
  });
  const top = Math.max(...scores);
  const parts = scores.map((one) => Math.exp(one - top));
  const total = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => part / total);
}

function descend(model: ArgumentModel, candidates: readonly number[][], target: number): void {
  const chances = rank(model, candidates);
  candidates.forEach((features, index) => {
    const gradient = ((chances[index] ?? 0) - Number(index === target)) / Math.sqrt(features.length);
    if (Math.abs(gradient) < 1e-4) return;
    for (const feature of features) {
      const energy = ((model.energy[feature] as number) || FIRST_ENERGY) + gradient * gradient;
      model.energy[feature] = energy;
      model.weight[feature] = (model.weight[feature] as number) - (RATE * gradient) / Math.sqrt(energy);
    }
  });
}
