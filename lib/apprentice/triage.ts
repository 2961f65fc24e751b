/** Learns what a ticket is about: queue, category, priority and service, each by its own small online classifier. */
import { type HashedWeights, readHashed, writeHashed } from "./hashed-weights";
import type { Case, ClosedCase, TriageField, TriageProposal } from "./model";
import { triageFields } from "./model";
import type { Reader, Writer } from "./snapshot";
import { combine, hash, words } from "./tokens";

/** One field's classifier: weights hashed by feature and value, and the values seen, the newest last. */
type FieldModel = HashedWeights & { values: Map<string, Value> };

/** `count` is how often it came, `lately` the same with older tickets counting ever less. */
type Value = { lastAt: number; count: number; lately: number };

export type TriageModel = Record<TriageField, FieldModel> & { kept: Remembered[]; total: number };

type Remembered = { features: number[]; values: [TriageField, string][] };

const BUCKETS = 1 << 18;
const VALUES_KEPT = 256;
const RATE = 0.4;
const FIRST_ENERGY = 0.5;
const KEPT = 4000;
const REPLAYS_A_POINT = 4;
/** A value that came this often or less is new: a ticket that has it is learnt several times over. */
const NEW = 10;
const TIMES_NEW = 4;
const CUSTOMER_TURNS = 4;
const TURN_WORDS = 120;
const OFFERED = 3;
const NORM = 3;

export function newTriageModel(): TriageModel {
  return {
    queue: newField(),
    category: newField(),
    priority: newField(),
    service: newField(),
    kept: [],
    total: 0,
  };
}

/** Ranked values for every field that was ever set; confidences of one field sum to at most 1. */
export function proposeTriage(model: TriageModel, of: Case): TriageProposal {
  const features = triageFeatures(model, of, of.events.at(-1)?.at ?? 0);
  const proposal: TriageProposal = {};
  for (const field of triageFields) {
    const chances = rank(model[field], features);
    if (chances.length > 0) proposal[field] = chances.slice(0, OFFERED);
  }
  return proposal;
}

/** Learns the final values of a closed ticket after each of its first customer turns, since triage is asked early. */
export function learnTriage(model: TriageModel, of: ClosedCase, random: () => number): void {
  const values = triageFields.flatMap((field): [TriageField, string][] => {
    const value = of.triage?.[field];
    return value ? [[field, value]] : [];
  });
  if (values.length === 0) return;
  const learnt: Remembered[] = beginnings(of).map((beginning) => ({
    features: triageFeatures(model, beginning, beginning.events.at(-1)?.at ?? 0),
    values,
  }));
  for (const [field, value] of values) noteValue(model[field], value, of.closedAt);
  const isNew = values.some(([field, value]) => (model[field].values.get(value)?.count ?? 0) <= NEW);
  for (const one of learnt) {
    for (let again = 0; again < (isNew ? TIMES_NEW : 1); again++) descend(model, one);
    for (let again = 0; again < REPLAYS_A_POINT; again++) {
      const old = model.kept[Math.floor(random() * model.kept.length)];
      if (old) descend(model, old);
    }
    if (model.kept.length < KEPT) model.kept.push(one);
    else model.kept[model.total % KEPT] = one;
    model.total++;
  }
}

export function writeTriage(writer: Writer, model: TriageModel): void {
  writer.number(model.total);
  writer.json(model.kept);
  for (const field of triageFields) {
    writer.json([...model[field].values]);
    writeHashed(writer, model[field]);
  }
}

export function readTriage(reader: Reader): TriageModel {
  const model = newTriageModel();
  model.total = reader.number();
  model.kept = reader.json() as Remembered[];
  for (const field of triageFields) {
    const one = model[field];
    one.values = new Map(reader.json() as [string, Value][]);
    readHashed(reader, one);
  }
  return model;
}

function newField(): FieldModel {
  return { values: new Map(), weight: new Float32Array(BUCKETS), energy: new Float32Array(BUCKETS) };
}

/** The ticket as it stood after its first, second, … customer turn. */
function beginnings(of: ClosedCase): Case[] {
  const ends = of.events.flatMap((event, index) => (event.kind === "customer_message" ? [index + 1] : []));
  const cuts = ends.length === 0 ? [of.events.length] : ends.slice(0, CUSTOMER_TURNS);
  return cuts.map((end) => ({ ...of, events: of.events.slice(0, end) }));
}

/** Words of the subject and of what was said, what was called, who the customer is, and which values are in season. */
function triageFeatures(model: TriageModel, of: Case, at: number): number[] {
  const found = new Set<number>();
  const add = (feature: string): void => {
    found.add(hash(feature));
  };
  for (const word of words(of.subject)) add(`s ${word}`);
  for (const event of of.events) {
    if (event.kind === "tool_call") add(`tool ${event.tool}`);
    const said = words(event.body).slice(0, TURN_WORDS);
    const who = event.kind === "analyst_reply" ? "a" : "c";
    if (who === "a") add(`reply ${said.join(" ")}`);
    said.forEach((word, index) => {
      add(`${who} ${word}`);
      if (index > 0) add(`${who} ${said[index - 1]} ${word}`);
      if (who === "c") for (const part of wordParts(word)) add(`p ${part}`);
    });
  }
  if (of.customer) add(`customer ${of.customer.id}`);
  if (of.customer?.company) add(`company ${of.customer.company}`);
  for (const field of triageFields)
    for (const [value, { lastAt }] of model[field].values) {
      if (at - lastAt < RECENT) add(`recent ${field} ${value}`);
    }
  add("bias");
  return [...found];
}

/** The word's runs of four characters, its ends marked: what misspelt and inflected words have in common. */
function wordParts(word: string): string[] {
  const marked = [...`^${word}$`];
  return marked.slice(3).map((_, index) => marked.slice(index, index + 4).join(""));
}

/** What a closed ticket still counts for the prior of its values after one more. */
const FADING = 0.9;

/** Work comes in waves: what was closed within this many milliseconds says what is going on. */
const RECENT = 2 * 3_600_000;

function rank(field: FieldModel, features: readonly number[]): { value: string; confidence: number }[] {
  const norm = NORM / Math.sqrt(features.length);
  const scored = [...field.values].map(([value, { lately }]) => {
    const salt = hash(value);
    let sum = 0;
    for (const feature of features) sum += field.weight[combine(feature, salt) & (BUCKETS - 1)] as number;
    return { value, score: sum * norm + 0.3 * Math.log(lately + 0.1) };
  });
  const top = Math.max(...scored.map((one) => one.score));
  const total = scored.reduce((sum, one) => sum + Math.exp(one.score - top), 0);
  return scored
    .map(({ value, score }) => ({ value, confidence: Math.exp(score - top) / total }))
    .sort((left, right) => right.confidence - left.confidence);
}

function descend(model: TriageModel, one: Remembered): void {
  for (const [name, target] of one.values) {
    const field = model[name];
    const norm = NORM / Math.sqrt(one.features.length);
    for (const { value, confidence } of rank(field, one.features)) {
      const gradient = (confidence - Number(value === target)) * norm;
      if (Math.abs(gradient) < 1e-3) continue;
      const salt = hash(value);
      for (const feature of one.features) {
        const bucket = combine(feature, salt) & (BUCKETS - 1);
        const energy = ((field.energy[bucket] as number) || FIRST_ENERGY) + gradient * gradient;
        field.energy[bucket] = energy;
        field.weight[bucket] = (field.weight[bucket] as number) - (RATE * gradient) / Math.sqrt(energy);
      }
    }
  }
}

function noteValue(field: FieldModel, value: string, at: number): void {
  const known = field.values.get(value);
  field.values.delete(value);
  for (const one of field.values.values()) one.lately *= FADING;
  const lately = (known?.lately ?? 0) * FADING + 1;
  field.values.set(value, { lastAt: at, count: (known?.count ?? 0) + 1, lately });
  if (field.values.size <= VALUES_KEPT) return;
  for (const oldest of field.values.keys()) {
    field.values.delete(oldest);
    return;
  }
}
