/** Candidates from earlier calls of the ticket: the value given before, the next one, what usually came after it. */

import type { DialogueState } from "../dialogue-state";
import type { CandidateOf } from "./candidate";
import { unwrap } from "./forms";
import { identifierShape } from "./identifiers";
import { type ArgumentMemory, isConstant } from "./memory";
import { normalForm } from "./placed-words";

const CALLS_READ = 8;
const NEXT_VALUES = 6;

/** Values of this argument in earlier calls, and the ones that count on from them. */
export function putCalls(tool: string, key: string, dialogue: DialogueState, candidateOf: CandidateOf): void {
  const lastCall = dialogue.callsInOrder.at(-1)?.arguments;
  for (const [other, values] of dialogue.calls) {
    if (!(key in values)) continue;
    const { inner } = unwrap(values[key]);
    const { facts } = candidateOf(inner, true);
    facts.add(values === lastCall ? "previous" : `previous of ${other}`);
    if (other === tool) facts.add("previous here");
    const next = successor(inner);
    if (next !== null) candidateOf(next).facts.add("previous + 1");
  }
  const earlier = dialogue.callsInOrder.slice(-CALLS_READ).filter((call) => key in call.arguments);
  earlier.forEach((call, index) => {
    const { facts } = candidateOf(unwrap(call.arguments[key]).inner, true);
    facts.add(`earlier ${call.tool === tool}`);
    if (index === 0) facts.add("first");
  });
}

/** What usually came after the value of the tool's call before, in closed tickets. */
export function putNext(
  memory: ArgumentMemory,
  tool: string,
  key: string,
  dialogue: DialogueState,
  candidateOf: CandidateOf,
): void {
  const before = dialogue.calls.get(tool);
  const next = before && key in before && memory.next.get(normalForm(unwrap(before[key]).inner));
  if (!next) return;
  const total = [...next.values()].reduce((sum, count) => sum + count, 0);
  const ranked = [...next].sort((left, right) => right[1] - left[1]).slice(0, NEXT_VALUES);
  ranked.forEach(([form, count], rank) => {
    const known = memory.values.get(form);
    if (!known || !isConstant(memory, known)) return;
    const { facts } = candidateOf(known.value);
    const times = Math.min(3, Math.floor(Math.log2(total)));
    facts.add(`follows ${rank}`);
    facts.add(`follows in ${Math.ceil((4 * count) / total)} quarters of ${times}`);
  });
}

/** The value with its only number one higher: the next page, hour or question; null when it has none, several, or is a machine's name. */
function successor(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value !== "string" || identifierShape(value)) return null;
  if ((value.match(/\d+/g) ?? []).length !== 1) return null;
  return value.replace(/\d+/, (digits) => String(Number(digits) + 1));
}
