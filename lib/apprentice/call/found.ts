/** Candidates from what tools found: values under this argument's name or of its kind, whole lists, identifiers within texts. */

import type { DialogueState } from "../dialogue-state";
import type { CandidateOf } from "./candidate";
import { unwrap } from "./forms";
import { IDENTIFIER, identifierShape } from "./identifiers";
import { lastName } from "./leaves";
import type { ArgumentMemory } from "./memory";
import { normalForm } from "./placed-words";

const TEXT = /\s/u;
const LENGTH_READ = 2_000;
const IDENTIFIERS_READ = 8;
/** Share of an argument's values that are identifiers of one kind. */
const OFTEN = 0.3;

/** Values of results: a tool is often asked about what another one found. */
export function putResults(
  memory: ArgumentMemory,
  key: string,
  dialogue: DialogueState,
  candidateOf: CandidateOf,
): void {
  const { results, lists } = dialogue.valuesBySlot;
  const name = lastName(key);
  for (const [found, value] of results) {
    const form = normalForm(value);
    if (lastName(found) === name || memory.values.has(form)) candidateOf(value).facts.add(`result ${found}`);
    else if (isOfItsKind(memory, value)) candidateOf(value).facts.add(`result ${found}`).add("result alike");
    if (TEXT.test(value)) putIdentifiers(memory, found, value, candidateOf);
  }
  if (lists.size === 0 || !isGivenLists(memory)) return;
  for (const { key: found, items } of lists.values())
    candidateOf(unwrap(items).inner).facts.add(`result ${found}`).add("result list");
}

function putIdentifiers(memory: ArgumentMemory, found: string, text: string, candidateOf: CandidateOf): void {
  let place = 0;
  for (const [identifier] of text.slice(0, LENGTH_READ).matchAll(IDENTIFIER)) {
    if (!isOfItsKind(memory, identifier)) continue;
    candidateOf(identifier).facts.add(`result ${found}`).add(`within ${place}`);
    if (++place === IDENTIFIERS_READ) return;
  }
}

function isGivenLists(memory: ArgumentMemory): boolean {
  return [...memory.values.values()].some(({ value }) => Array.isArray(value));
}

/** True for an identifier that looks as this argument's do. */
function isOfItsKind(memory: ArgumentMemory, value: string): boolean {
  const shape = identifierShape(value);
  if (shape === null) return false;
  return (memory.shapes.get(shape) ?? 0) > OFTEN * memory.count;
}
