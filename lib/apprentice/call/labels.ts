/** Labels of an alert as values of arguments: by the argument's own name, or by the name that earlier calls took them from. */

import type { DialogueState } from "../dialogue-state";
import { nameWords } from "../facts/hints";
import { unwrap } from "./forms";
import { lastName } from "./leaves";
import type { ArgumentMemory } from "./memory";
import { normalForm } from "./placed-words";

const LABELS_KEPT = 40;
/** A label was this argument's value in this share of the calls, and this often. */
const MOSTLY = 0.6;
const TIMES_TO_BIND = 2;

/** Learns from which labels an argument was filled. */
export function learnLabels(
  memory: ArgumentMemory,
  given: unknown,
  { valuesBySlot: slotValues }: DialogueState,
): void {
  const form = normalForm(unwrap(given).inner);
  for (const [name, value] of slotValues.labels) {
    const known = memory.labels.get(name) ?? { times: 0, of: 0 };
    if (!memory.labels.has(name) && memory.labels.size >= LABELS_KEPT) continue;
    memory.labels.set(name, {
      times: known.times + Number(normalForm(value) === form),
      of: known.of + 1,
    });
  }
}

/** A label an argument may be filled from; `isOwn` = it has the argument's own name. */
export type ArgumentLabel = { value: string; isOwn: boolean };

/** Labels an argument may be filled from, the one that fits its name or its past best first. */
export function labelsFor(
  memory: ArgumentMemory,
  key: string,
  { valuesBySlot: slotValues }: DialogueState,
): ArgumentLabel[] {
  const own = nameWords(lastName(key));
  const found: (ArgumentLabel & { rank: number })[] = [];
  for (const [name, value] of slotValues.labels) {
    const { times, of } = memory.labels.get(name) ?? { times: 0, of: 0 };
    const isLearnt = times >= TIMES_TO_BIND && times >= MOSTLY * of;
    const isRefuted = of >= TIMES_TO_BIND && times < MOSTLY * of;
    const words = nameWords(name);
    const isOwn = words.join(" ") === own.join(" ");
    // "k8s_cluster" is a cluster.
    const isLike = words.length > own.length && own.every((word, at) => words.at(at - own.length) === word);
    if (isRefuted || !(isLearnt || isOwn || isLike)) continue;
    found.push({ value, isOwn: isOwn || isLearnt, rank: isLearnt ? 3 + times / of : isOwn ? 2 : 1 });
  }
  return found.sort((left, right) => right.rank - left.rank).map(({ value, isOwn }) => ({ value, isOwn }));
}
