/** Collects candidate values for a tool's argument: from earlier calls, messages, tool results and usual values. */

import type { DialogueState } from "../dialogue-state";
import type { ArgumentCandidate, CandidateOf } from "./candidate";
import { putResults } from "./found";
import { isJoined } from "./kinds";
import { labelsFor } from "./labels";
import { type ArgumentMemory, fitOf, isConstant, noveltyOf } from "./memory";
import { putMessages, putOffers } from "./messages";
import { putCalls, putNext } from "./past-calls";
import { normalForm } from "./placed-words";

const USUAL_VALUES = 12;

/** All candidates of an argument, distinct by normal form; the first is always to leave it out. */
export function argumentCandidates(
  memory: ArgumentMemory,
  tool: string,
  key: string,
  dialogue: DialogueState,
): ArgumentCandidate[] {
  const found = new Map<string, ArgumentCandidate>();
  const candidateOf: CandidateOf = (value, isVerbatim = false) => {
    const form = normalForm(value);
    const usual = isVerbatim ? undefined : memory.values.get(form)?.value;
    const candidate = found.get(form) ?? newCandidate(usual ?? value, form);
    // Of "Tide AI" and "tide-ai" the one is a customer's name, the other what a machine calls it.
    if (usual === undefined && !isJoined(candidate.value) && isJoined(value)) candidate.value = value;
    found.set(form, candidate);
    return candidate;
  };
  putCalls(tool, key, dialogue, candidateOf);
  putNext(memory, tool, key, dialogue, candidateOf);
  putOffers(memory, tool, dialogue, candidateOf);
  putResults(memory, key, dialogue, candidateOf);
  if (dialogue.customerName !== "") candidateOf(dialogue.customerName).facts.add("customer name");
  putMessages(memory, tool, key, dialogue, candidateOf);
  for (const { value } of labelsFor(memory, key, dialogue)) candidateOf(value, true).facts.add("label");
  putUsual(memory, candidateOf);
  for (const candidate of found.values()) sumUp(candidate, memory);
  return [leftOut(), ...found.values()];
}

function newCandidate(value: unknown, form: string): ArgumentCandidate {
  return { value, form, facts: new Set(), nearby: new Set(), kind: "", isUsual: false, places: [] };
}

function leftOut(): ArgumentCandidate {
  return { ...newCandidate(undefined, ""), facts: new Set(["none"]), kind: "none", isUsual: true };
}

function putUsual(memory: ArgumentMemory, candidateOf: CandidateOf): void {
  const usual = [...memory.values.values()]
    .filter((known) => isConstant(memory, known))
    .sort((left, right) => right.count - left.count)
    .slice(0, USUAL_VALUES);
  usual.forEach(({ value }, rank) => {
    const candidate = candidateOf(value);
    candidate.facts.add(`usual ${rank}`);
    candidate.isUsual = true;
  });
}

const KINDS = [
  "previous here",
  "said last",
  "said since",
  "said before",
  "usual 0",
  "follows 0",
  "offered last",
];

/** Adds what follows from all reasons together, and from how often the value was given. */
function sumUp(candidate: ArgumentCandidate, memory: ArgumentMemory): void {
  const { facts, form } = candidate;
  const count = memory.values.get(form)?.count ?? 0;
  const known = count === 0 ? "new" : count < 2 ? "once" : count < 5 ? "few" : "often";
  facts.add(`known ${known}`);
  facts.add(`known ${known} novelty ${noveltyOf(memory)}`);
  facts.add(`fits ${fitOf(memory, form)}`);
  const signs = KINDS.filter((kind) => facts.has(kind));
  if ([...facts].some((fact) => fact.startsWith("result "))) signs.push("result");
  if ([...facts].some((fact) => fact.startsWith("previous of"))) signs.push("elsewhere");
  if (count === 0) signs.push("new");
  candidate.kind = signs.join("+");
}
