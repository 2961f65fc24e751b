/** Fills a call: for each argument the most probable of the ticket's values that are of its kind. */

import type { DialogueState } from "../dialogue-state";
import { type ArgumentModel, formsOf, ownersIn, takenBy } from "./arguments";
import { calledBy, callingWord } from "./called";
import { type ArgumentCandidate, isUntold, type Place } from "./candidate";
import { argumentCandidates } from "./candidates";
import { candidateFeatures, formFeatures } from "./features";
import {
  type ArgumentSchema,
  fits,
  fitsByName,
  isOnlyOf,
  shareOfKind,
  shareOfWord,
  type ToolSchemas,
} from "./fits";
import { wrap } from "./forms";
import { identifierShape } from "./identifiers";
import { isJoined } from "./kinds";
import { type ArgumentLabel, labelsFor } from "./labels";
import { fromLeaves } from "./leaves";
import { type ArgumentMemory, isEnumerated } from "./memory";
import { type Chosen, momentOf } from "./moment";
import { normalForm } from "./placed-words";
import { rank } from "./ranking";
import { callOfRival, type Rival, rivalOf } from "./rival";
import { isTradeWord } from "./trade-words";

/** A call with its values: how sure they are, and how far they point to this tool. */
export type FilledCall = {
  arguments: Record<string, unknown>;
  /** Chance of the least certain of its values. */
  sureness: number;
  /** How far its identifiers point to this tool, in [0, 1]: the least that one it needs does; 0 where it needs none. */
  specificity: number;
  /** The arguments it needs and for which nothing fits. */
  lacks: string[];
  /** The same call about the other thing of its kind that the customer named beside; null where he named one. */
  rival: Record<string, unknown> | null;
};

/** An argument that so large a share of the calls had is needed. */
const NEEDED = 0.8;
const SURE_OF_A_LABEL = 0.9;

/**
 * The most probable value of every argument the tool was ever called with, of those that are of the argument's kind. To
 * `idle` tools no identifier points.
 */
export function fillArguments(
  model: ArgumentModel,
  tool: string,
  dialogue: DialogueState,
  schemas: ToolSchemas = undeclared,
  idle: readonly string[] = [],
): FilledCall {
  const chosen: Chosen = new Map();
  let sureness = 1;
  const pointing: number[] = [];
  const rivals: Rival[] = [];
  const idly = idle.flatMap((other) => [...(model.tools.get(other)?.values() ?? [])]);
  const lacks: string[] = [];
  const memories = model.tools.get(tool) ?? new Map<string, ArgumentMemory>();
  const declared = schemas(tool);
  const called = calledBy(ownersIn(model).words, dialogue);
  const most = Math.max(0, ...[...memories.values()].map(({ count }) => count));
  for (const [key, memory] of memories) {
    const schema = declared.get(key);
    const moment = momentOf(tool, key, dialogue, chosen);
    const labels = labelsFor(memory, key, dialogue);
    const candidates = fittingOf(model, { tool, key, memory, labels, schema, called }, dialogue, chosen);
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
    if (isElse || taken?.value === undefined) {
      if (isNeeded) lacks.push(key);
      continue;
    }
    const forms = formsOf(memory);
    const likely = rank(
      model.ranking,
      forms.map((form) => formFeatures(moment, { form, inner: taken.value }, dialogue)),
    );
    const put = forms[mostLikely(likely)] ?? "";
    const value = wrap({ form: put, inner: taken.value });
    // Which of several things is asked of what was named, nobody said.
    if (isNeeded && isEnumerated(memory) && memory.values.size > 1 && isUntold(taken)) pointing.push(0);
    if (isNeeded && isJoined(taken.value)) {
      const about = takenBy(key, memory);
      const share = shareOfKind(taken.value, about, ownersIn(model), idly);
      // "bucket acme-media": the word says what the name alone does not.
      const byWord = called.has(taken.form) ? shareOfWord(about, ownersIn(model)) : 0;
      pointing.push(isUntold(taken) ? 0 : Math.max(share, byWord));
      // An alert says by its labels what it is about.
      const isFree = ({ form }: ArgumentCandidate) => !isCalledElse(called.get(form), key);
      const rival = labelled === null && rivalOf(taken, { tool, key, isFree }, candidates, chances, dialogue);
      if (rival) rivals.push({ ...rival, value: wrap({ form: put, inner: rival.value }) });
    }
    chosen.set(key, { value, form: taken.form, places: taken.places, isEnumerated: isEnumerated(memory) });
  }
  const leaves = Object.fromEntries([...chosen].map(([key, { value }]) => [key, value]));
  const specificity = pointing.length > 0 ? Math.min(...pointing) : 0;
  const other = callOfRival(rivals, chosen, leaves);
  return { arguments: fromLeaves(leaves), sureness, specificity, lacks, rival: other && fromLeaves(other) };
}

const undeclared: ToolSchemas = () => new Map();

type Argument = {
  tool: string;
  key: string;
  memory: ArgumentMemory;
  labels: readonly ArgumentLabel[];
  schema: ArgumentSchema | undefined;
  /** What the text calls by the names of arguments. */
  called: ReadonlyMap<string, ReadonlySet<string>>;
};

/** The candidates that may be this argument's value; the first is to leave it out. */
function fittingOf(
  model: ArgumentModel,
  { tool, key, memory, labels, schema, called }: Argument,
  dialogue: DialogueState,
  chosen: Chosen,
): ArgumentCandidate[] {
  const about = takenBy(key, memory);
  const owners = ownersIn(model);
  const isByName = ({ value, isOwn }: ArgumentLabel) => isOwn && fitsByName(value, about, owners, schema);
  const byName = new Set(labels.filter(isByName).map(({ value }) => value));
  // Two arguments of a call name one thing only where they ever did.
  const given = new Set(memory.shared === 0 ? [...chosen.values()].map(({ form }) => form) : []);
  const named = memory.shared === 0 ? [...chosen.values()].filter(({ value }) => isJoined(value)) : [];
  const isFree = (one: ArgumentCandidate) =>
    !(given.has(one.form) && isIdentifier(one.value)) && !named.some((other) => isWithin(one, other));
  const isName = ({ value, form }: ArgumentCandidate) =>
    !isTradeWord(model.tradeWords, value, (kind) => owners.takers.has(kind)) || isGiven(model, form);
  const isCalled = ({ value, form }: ArgumentCandidate) =>
    called.has(form) &&
    !isCalledElse(called.get(form), key) &&
    fitsByName(String(value), about, owners, schema);
  const isOfKind = (one: ArgumentCandidate) =>
    byName.has(String(one.value)) || fits(one.value, about, owners, schema) || isCalled(one);
  const fitting = argumentCandidates(memory, tool, key, dialogue).filter(
    (one) => one.value === undefined || (isFree(one) && isName(one) && isOfKind(one)),
  );
  const isTold = fitting.some(
    ({ places, value }) => places.length > 0 && isOnlyOf(value, about.name, owners),
  );
  // The team's usual value is for tickets that tell none.
  return isTold ? fitting.filter((one) => one.value === undefined || !isUntold(one)) : fitting;
}

/** True for a value that was said nowhere but within the name of another argument's: the "live" of `k8s-shop-live`. */
function isWithin({ places }: ArgumentCandidate, { places: of }: { places: readonly Place[] }): boolean {
  return (
    places.length > 0 &&
    places.every(({ message, at, end }) =>
      of.some((name) => name.message === message && name.at <= at && end <= name.end),
    )
  );
}

/** True for what some argument of some tool was given: customers share the name of what they all use. */
function isGiven({ tools }: ArgumentModel, form: string): boolean {
  for (const memories of tools.values())
    for (const { values } of memories.values()) if (values.has(form)) return true;
  return false;
}

/** True for what the text calls by the names of other arguments only. */
function isCalledElse(words: ReadonlySet<string> | undefined, key: string): boolean {
  return words !== undefined && !words.has(callingWord(key) ?? "");
}

function isIdentifier(value: unknown): boolean {
  return typeof value === "string" && identifierShape(value.trim()) !== null;
}

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

function mostLikely(chances: readonly number[]): number {
  let best = 0;
  chances.forEach((chance, index) => {
    if (chance > (chances[best] ?? 0)) best = index;
  });
  return best;
}
