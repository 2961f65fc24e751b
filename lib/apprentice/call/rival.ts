/** The other thing of a kind that a message names: "vm-4be210 (not vm-4be211)" may mean either, whichever was chosen. */
import type { DialogueState } from "../dialogue-state";
import type { ArgumentCandidate } from "./candidate";
import { unwrap } from "./forms";
import { kindOf } from "./kinds";
import type { Chosen } from "./moment";
import { normalForm } from "./placed-words";

/** A value that an argument might have as well as the one it was given. */
export type Rival = { key: string; value: unknown; form: string; chance: number };

/**
 * The likeliest candidate that is of the kind of the one taken, was named in the same message by nothing else's name, and was not looked up yet;
 * null where only one thing of its kind was named.
 */
export function rivalOf(
  taken: ArgumentCandidate,
  { tool, key, isFree }: { tool: string; key: string; isFree: (one: ArgumentCandidate) => boolean },
  candidates: readonly ArgumentCandidate[],
  chances: readonly number[],
  { callsInOrder }: DialogueState,
): Rival | null {
  const messages = new Set(taken.places.map(({ message }) => message));
  const isLookedUp = (form: string) =>
    callsInOrder.some((call) => call.tool === tool && normalForm(unwrap(call.arguments[key]).inner) === form);
  const named = candidates.flatMap((one, place): Rival[] => {
    const { value, form, places } = one;
    if (value === undefined || kindOf(value) !== kindOf(taken.value) || !isFree(one)) return [];
    // "vm-77be01:8080" names the machine within it: that is no second one.
    if (form.includes(taken.form) || taken.form.includes(form) || isLookedUp(form)) return [];
    if (!places.some(({ message }) => messages.has(message))) return [];
    return [{ key, value, form, chance: chances[place] ?? 0 }];
  });
  return named.reduce<Rival | null>((best, one) => (best && best.chance >= one.chance ? best : one), null);
}

/** The call about the likeliest rival that no argument was given; null where there is none. */
export function callOfRival(
  rivals: readonly Rival[],
  chosen: Chosen,
  leaves: Readonly<Record<string, unknown>>,
): Record<string, unknown> | null {
  const given = new Set([...chosen.values()].map(({ form }) => form));
  const [best] = rivals
    .filter(({ form }) => !given.has(form))
    .sort((left, right) => right.chance - left.chance);
  return best ? { ...leaves, [best.key]: best.value } : null;
}
