/** Learns how analysts fill a tool's arguments: for each argument a choice among candidate values, ranked by one online model. */
import {
  type ArgumentCandidate,
  type ArgumentMemory,
  argumentCandidates,
  newArgumentMemory,
  normalForm,
  noteArgument,
  recallShapes,
  shape,
} from "./argument-candidates";
import { type Unwrapped, unwrap, wrap } from "./argument-forms";
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
    const candidates = argumentCandidates(memory, tool, key, reading);
    const chances = rank(
      model,
      candidates.map((one) => candidateFeatures(tool, key, one, reading, filled)),
    );
    const best = mostLikely(chances);
    probability *= chances[best] ?? 1;
    const inner = candidates[best]?.value;
    if (inner === undefined) continue;
    const forms = formsOf(memory);
    const likely = rank(
      model,
      forms.map((form) => formFeatures(tool, key, { form, inner }, reading, filled)),
    );
    const form = forms[mostLikely(likely)] ?? "";
    filled[key] = wrap({ form, inner });
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
    const candidates = argumentCandidates(memory, tool, key, reading);
    const target = targetOf(candidates, key, given);
    if (target >= 0) {
      const features = candidates.map((one) => candidateFeatures(tool, key, one, reading, before));
      for (let pass = 0; pass < PASSES; pass++) descend(model, features, target);
    }
    if (!(key in given)) continue;
    noteArgument(memory, given[key]);
    const { form: taken, inner } = unwrap(given[key]);
    const forms = formsOf(memory);
    const features = forms.map((form) => formFeatures(tool, key, { form, inner }, reading, before));
    for (let pass = 0; pass < PASSES && forms.length > 1; pass++)
      descend(model, features, forms.indexOf(taken));
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
        [...memory.forms],
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
        memories.map(([key, count, values, forms, byWord]) => [
          key,
          recallShapes({
            ...newArgumentMemory(),
            count,
            values: new Map(values),
            forms: new Map(forms),
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
  const form = normalForm(unwrap(given[key]).inner);
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
  add(`${where} shaped ${shape(value)}`);
  const kind = candidate.value === undefined ? "none" : facts.includes("previous") ? "previous" : "other";
  const usual = facts.some((fact) => fact.startsWith("usual")) || candidate.value === undefined;
  for (const [other, taken] of Object.entries(chosen))
    if (value !== "" && normalForm(unwrap(taken).inner) === value)
      for (const scope of ["*", where, `${where} ${other}`]) add(`${scope} taken`);
  for (const fact of facts) {
    add(`${where} ${fact}`);
    add(`${where} ${fact} ${again}`);
    add(`* ${fact}`);
    add(`${key} ${fact}`);
  }
  const short = facts.filter((fact) => !/^(before|after|asked|earlier|first)/.test(fact));
  add(`${where} ${short.join("|")} ${again}`);
  add(`* ${short.join("|")} ${again}`);
  add(`${where} =${value}`);
  add(`${where} =${value} ${again} ${reading.lastReply}`);
  if (usual) {
    add(`${key} =${value} by ${reading.assigneeId}`);
    add(`${where} =${value} by ${reading.assigneeId} ${again}`);
  } else add(`${where} ${kind} by ${reading.assigneeId}`);
  add(
    `${where} =${value} ${reading.lastTool} ${reading.resultTold} ${reading.lastResult.join("|").slice(0, 80)}`,
  );
  add(`${where} ${kind} ${reading.lastReply}`);
  const before = reading.calls.get(tool);
  if (usual) {
    const changed = before
      ? Object.keys(chosen).filter((other) => !isSame(before[other], chosen[other])).length
      : -1;
    const change = `${where} =${value} ${Math.min(changed, 2)}`;
    add(change);
    add(`${change} ${reading.lastResult.join("|").slice(0, 80)} ${reading.lastKind}`);
    add(`${change} ${reading.lastReply}`);
  }
  if (before && key in before) {
    const last = normalForm(unwrap(before[key]).inner);
    add(`${where} ${last} > ${value} ${reading.lastResult[0]}`);
    add(`${where} ${last} > ${value}`);
  }
  for (const word of new Set(reading.turnWords.slice(0, TURN_WORDS))) {
    add(`${where} ${kind} ${word}`);
    if (usual) add(`${where} =${value} ${word}`);
  }
  for (const [other, values] of reading.calls) {
    for (const [name, used] of Object.entries(values)) {
      if (name !== key && value !== "" && normalForm(unwrap(used).inner) === value)
        add(`${where} is ${other} ${name}`);
    }
  }
  return features;
}

/** Forms this argument was given in, the usual one first. */
function formsOf(memory: ArgumentMemory): string[] {
  return [...memory.forms].sort((left, right) => right[1] - left[1]).map(([form]) => form);
}

/** Hashed features of the way a value is put. */
function formFeatures(
  tool: string,
  key: string,
  { form, inner }: Unwrapped,
  reading: Reading,
  chosen: Readonly<Record<string, unknown>>,
): number[] {
  const before = reading.calls.get(tool);
  const last = before && key in before ? unwrap(before[key]).form : "none";
  const others = Object.values(chosen).map((value) => unwrap(value).form);
  const facts = [
    `${key} ${form}`,
    `${tool} ${key} ${form}`,
    `${tool} ${key} ${form} ${typeof inner}`,
    `${tool} ${key} ${form} ${normalForm(inner)}`,
    `${form} after ${last}`,
    `${form} with ${[...new Set(others)].sort().join("|")}`,
    `${form} by ${reading.assigneeId}`,
    `${form} by ${reading.assigneeId} ${key}`,
    `${tool} ${key} ${form} asked ${reading.lastReply}`,
    ...[...new Set(reading.turnWords.slice(0, TURN_WORDS))].map((word) => `${key} ${form} word ${word}`),
  ];
  return facts.map((fact) => hash(`form ${fact}`) & (BUCKETS - 1));
}

function mostLikely(chances: readonly number[]): number {
  let best = 0;
  chances.forEach((chance, index) => {
    if (chance > (chances[best] ?? 0)) best = index;
  });
  return best;
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

function isSame(left: unknown, right: unknown): boolean {
  return normalForm(unwrap(left).inner) === normalForm(unwrap(right).inner);
}
