/** How likely a sentence contradicts what a tool found, by the states it was said in before. */
import { combine } from "../tokens";
import { type Agreement, CHOICES, isSeen, known, type PathRecord, timesOf } from "./agreement";
import { shareSaid } from "./hints";
import type { State } from "./states";

/** How likely a sentence is held to depend on a state nothing is known about. */
const PRIOR = { truth: 0.45, choice: 0.4, count: 0.1 } as const;
/** Where the reply repeats the value in a slot: mostly it is told, and no more. */
const REPEATED = 0.25;
/** Where the sentence says the name of it, or another value of it. */
const NAMED = 0.9;
/** What was said without any such result is of no such state, unless much speaks for it. */
const ELSEWHERE = 0.05;
const LEAST = 0.02;
const MOST = 0.95;
/** What the experience with a name weighs against the first guess. */
const GUESS = 4;
/** A value never met is believed to be met this often, where others come again and again; and so many sayings tell of it. */
const NOVEL = 0.3;
const SAYINGS_OF_NOVEL = 4;
/** How much less what was told before bears on what is said. */
const TOLD = 0.3;

/**
 * The state a sentence is likely to be wrong in, and how likely; null where nothing speaks against it. `told` are the
 * places of the slots beside it.
 */
export function contradiction(
  agreement: Agreement,
  sentence: string,
  states: readonly State[],
  told: ReadonlySet<string>,
): { state: State; chance: number } | null {
  const { key, said } = known(sentence);
  const all = timesOf(agreement, key);
  if (all === 0) return null;
  let worst: { state: State; chance: number } | null = null;
  for (const state of states) {
    if (isSeen(agreement, key, state.key)) continue;
    const times = timesOf(agreement, combine(key, state.toolKey));
    const record = agreement.paths.get(state.pathKey);
    if (times === 0 || !record || record.values.size > CHOICES) continue;
    if (told.has(state.place) && isToldOfSeveral(agreement, key, state, record)) continue;
    const guess = told.has(state.place) ? Math.min(REPEATED, PRIOR[state.kind]) : PRIOR[state.kind];
    const prior = priorOf(agreement, { record, state, isSaidElsewhere: all > times, said, guess });
    const accident = accidentOf(record, state, times);
    const chance = prior / (prior + (1 - prior) * accident);
    if (chance > (worst?.chance ?? 0)) worst = { state, chance };
  }
  return worst;
}

/**
 * True for a value in a slot of the reply that is no state the sentence depends on: it was said of two values, or its slot
 * is that of one item among many. "It is ⟨state⟩, so the disk is not what slows you down" was only ever said of one.
 */
function isToldOfSeveral(
  agreement: Agreement,
  sentence: number,
  state: State,
  { values }: PathRecord,
): boolean {
  if (state.path !== state.place) return true;
  const said = [...values.keys()].filter((value) =>
    isSeen(agreement, sentence, combine(state.pathKey, value)),
  );
  return said.length > 1;
}

/** How likely a sentence was not said in a state by chance, although there was occasion: by how common the state is. */
function accidentOf({ results, values }: PathRecord, { valueKey }: State, times: number): number {
  const count = values.get(valueKey)?.count ?? 0;
  const novel = NOVEL * Math.max(0, 1 - (values.size - 1) / results);
  const isNovel = novel > count / results;
  return (
    (1 - Math.max(novel, count / (results + 1))) ** (isNovel ? Math.min(times, SAYINGS_OF_NOVEL) : times)
  );
}

/** How likely a sentence depends on a path, before it is known in which states it was said. */
function priorOf(
  agreement: Agreement,
  of: {
    record: PathRecord;
    state: State;
    isSaidElsewhere: boolean;
    said: ReadonlySet<string>;
    /** As long as nothing is known of the name. */
    guess: number;
  },
): number {
  const { record, state, isSaidElsewhere, said, guess } = of;
  if (state.kind === "truth" && shareSaid(state.name, said) === 1) return NAMED;
  if (state.kind === "choice")
    for (const { text } of record.values.values())
      if (text !== state.value && (said.has(text) || shareSaid(text, said) === 1)) return NAMED;
  if (isSaidElsewhere) return ELSEWHERE;
  const name = agreement.names.get(state.name) ?? { again: 0, of: 0 };
  const learnt = (name.again + GUESS * guess) / (name.of + GUESS);
  return Math.min(MOST, Math.max(LEAST, learnt)) * (state.isTold ? TOLD : 1);
}
