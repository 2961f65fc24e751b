/** The context in which an argument is chosen, hashed once for all its candidates. */

import type { DialogueState } from "../dialogue-state";
import { hash } from "../tokens";
import type { Place } from "./candidate";
import { unwrap } from "./forms";
import { normalForm } from "./placed-words";

/** A value decided on: what was given, where it was said, and whether its argument has only a few values. */
type Choice = { value: unknown; form: string; places: readonly Place[]; isEnumerated: boolean };

/** The values of a call decided so far, by argument. */
export type Chosen = Map<string, Choice>;

export type CallContext = {
  tool: string;
  key: string;
  here: number;
  hereAgain: number;
  anywhere: number;
  anyTool: number;
  again: number;
  reply: number;
  analyst: number;
  result: number;
  firstOfResult: number;
  told: number;
  words: readonly number[];
  lastKind: number;
  /** Value of this argument in the tool's call before, in normal form. */
  before: string | null;
  /** Arguments chosen so far, and how many of them differ from the call before. */
  given: number;
  changed: number;
  /** What is known of every choice so far: its value when it is one of a few, else whether it stayed. */
  states: ReadonlyMap<string, { state: number; isEnumerated: boolean }>;
  chosen: Chosen;
  /** Other arguments of past calls by the normal form of their value. */
  elsewhere: ReadonlyMap<string, readonly number[]>;
  /** Features of the kinds of candidates met so far: most candidates share one. */
  kinds: Map<string, KindFeatures>;
};

/** Features of a kind of candidate together with the moment, and with what was said last. */
export type KindFeatures = { moment: readonly number[]; words: readonly number[] };

/** Words of the last turn that are read. */
export const TURN_WORDS = 24;
const RESULT_LENGTH = 80;

/** The moment before an argument is chosen; `chosen` are the values of the call decided before it. */
export function momentOf(tool: string, key: string, dialogue: DialogueState, chosen: Chosen): CallContext {
  const call = dialogue.calls.get(tool);
  const again = call ? "again" : "first";
  const stayed = (other: string, form: string): boolean =>
    call !== undefined && other in call && normalForm(unwrap(call[other]).inner) === form;
  const changed = [...chosen].filter(([other, { form }]) => !stayed(other, form)).length;
  return {
    tool,
    key,
    here: hash(`${tool} ${key}`),
    hereAgain: hash(`${tool} ${key} ${again}`),
    anywhere: hash("*"),
    anyTool: hash(key),
    again: hash(again),
    reply: hash(dialogue.lastReply),
    analyst: hash(`by ${dialogue.assigneeId}`),
    result: hash(dialogue.lastResult.join("|").slice(0, RESULT_LENGTH)),
    firstOfResult: hash(`${dialogue.lastResult[0]}`),
    told: hash(`${dialogue.lastTool} ${dialogue.resultTold}`),
    words: [...new Set(dialogue.turnWords.slice(0, TURN_WORDS))].map((word) => hash(word)),
    lastKind: hash(dialogue.lastKind ?? ""),
    before: call && key in call ? normalForm(unwrap(call[key]).inner) : null,
    given: hash([...chosen.keys()].sort().join("|")),
    changed: hash(call ? `changed ${Math.min(changed, 2)}` : "changed none"),
    states: new Map(
      [...chosen].map(([other, { form, isEnumerated }]) => [
        other,
        {
          state: hash(isEnumerated ? `${other}=${form}` : `${other} ${stayed(other, form)}`),
          isEnumerated,
        },
      ]),
    ),
    chosen,
    elsewhere: elsewhereIn(dialogue, key),
    kinds: new Map(),
  };
}

function elsewhereIn(dialogue: DialogueState, key: string): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const [tool, values] of dialogue.calls)
    for (const [name, used] of Object.entries(values)) {
      if (name === key) continue;
      const form = normalForm(unwrap(used).inner);
      found.set(form, [...(found.get(form) ?? []), hash(`is ${tool} ${name}`)]);
    }
  return found;
}
