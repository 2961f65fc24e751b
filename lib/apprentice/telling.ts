/** Renders an entry of the template store with this ticket's values, where its statements hold. */

import { type DialogueState, isHeard } from "./dialogue-state";
import { type Agreement, isSaidIn } from "./facts/agreement";
import { contradiction } from "./facts/contradiction";
import { shareSaid } from "./facts/hints";
import { ownName } from "./facts/leaves";
import { placesTold, type State } from "./facts/states";
import { digitsKnown } from "./slot-values";
import type { Entry, TemplateStore } from "./template-store";
import { fill, literalText, sentencesOf, signedBy, slotsIn } from "./templates";
import { overlap, words } from "./tokens";

/** What there is to tell, and what is known of telling it. */
export type Ground = {
  values: ReadonlyMap<string, string>;
  states: readonly State[];
  dialogue: DialogueState;
  templateStore: TemplateStore;
  agreement: Agreement;
};

/** A sentence this likely to be wrong of the result is not said. */
const LIKELY_WRONG = 0.5;
/** Share of a reply seen once that must be left to be one. */
const LEAST_LEFT = 0.6;
/** Two sentences that share this much of their words say one thing, each in its case. */
const SAME_THOUGHT = 0.45;
/** Share of a value's name that a sentence says about it. */
const NAMED_ENOUGH = 0.5;
const SMALL_NUMBER = /^[0-3]$/u;

/** How something reads here; `against` is the state that one of its sentences, the `sentence`, is likely to be wrong in. */
export type Told = { text: string; against: { state: State; sentence: string } | null };

/**
 * The most used wording that can be filled and is true here, with sentences that are not replaced by those said in such a
 * state; where none is true, one that can be filled.
 */
export function tell(ground: Ground, entry: Entry): Told | null {
  const slots = placesTold(entry.slots);
  let untrue: Told | null = null;
  for (const { text } of entry.wordings) {
    const told: Sentence[] = [];
    const isTold = sentencesOf(signedBy(text, ground.values)).every((sentence) => {
      const said = tellSentence(ground, entry, sentence, slots);
      return said !== null && told.push(said) > 0;
    });
    if (!isTold) continue;
    const whole = withoutStray(ground, told);
    const against = told.find((one) => one.against)?.against ?? null;
    if (!against) return { text: whole, against };
    untrue ??= { text: whole, against };
  }
  return untrue;
}

/** A sentence as it reads here; `turned` is the state another one was put in its place for. */
type Sentence = Told & { pattern: string; turned: State | null };

/** The text without what was never said where a sentence had to be replaced: it goes with that one. */
function withoutStray({ agreement }: Ground, told: readonly Sentence[]): string {
  const states = told.flatMap(({ turned }) => turned ?? []);
  const isStray = ({ pattern, turned }: Sentence) =>
    turned === null && states.some((state) => !isSaidIn(agreement, pattern, state));
  const kept = told.filter((one) => !isStray(one));
  const text = kept.map((one) => one.text).join("");
  return kept.length < told.length ? text.trim() : text;
}

/** A reply seen once without the sentences that cannot be said here, or do not `fit`; null when too little is left. */
export function tellOnce(ground: Ground, entry: Entry, fits: (sentence: string) => boolean): string | null {
  const { dialogue } = ground;
  const pattern = signedBy(entry.wordings[0]?.text ?? "", ground.values);
  const missing = entry.borrowed.filter((name) => !isHeard(dialogue, name));
  const told = sentencesOf(pattern).map((sentence) => {
    const said = tellSentence(ground, entry, sentence, placesTold(entry.slots));
    const text = said?.against ? null : (said?.text ?? null);
    const isOurs =
      text !== null &&
      fits(sentence) &&
      digitsKnown(dialogue.valuesBySlot, text) &&
      !missing.some((name) => text.includes(name));
    return isOurs ? text : "";
  });
  const text = told.join("").trim();
  return text.length >= LEAST_LEFT * pattern.length && text !== "" ? text : null;
}

function tellSentence(
  ground: Ground,
  entry: Entry,
  sentence: string,
  slots: ReadonlySet<string>,
): Sentence | null {
  const wrong = contradiction(ground.agreement, sentence, ground.states, slots);
  const state = wrong && wrong.chance >= LIKELY_WRONG ? wrong.state : null;
  const instead = state && otherwise(ground, entry, sentence, state);
  if (instead) return { text: instead, against: null, pattern: sentence, turned: state };
  const text = isPlain(ground, entry, sentence) ? fill(sentence, ground.values) : null;
  if (text === null) return null;
  return { text, against: state && { state, sentence: text.trim() }, pattern: sentence, turned: null };
}

/** What was said in this state in place of a sentence; null when nothing was. */
function otherwise(ground: Ground, { sources }: Entry, sentence: string, state: State): string | null {
  const tools = new Set(sources.map(({ tool }) => tool));
  const own = literalText(sentence);
  let best: { text: string; similarity: number } | null = null;
  for (const other of ground.templateStore.classes) {
    if (other?.kind !== "reply" || !other.sources.some(({ tool }) => tools.has(tool))) continue;
    for (const rival of sentencesOf(other.wordings[0]?.text ?? "")) {
      const similarity = overlap(own, literalText(rival));
      if (similarity < SAME_THOUGHT || similarity <= (best?.similarity ?? 0) || rival === sentence) continue;
      if (!isSaidIn(ground.agreement, rival, state) || !isPlain(ground, other, rival)) continue;
      const wrong = contradiction(ground.agreement, rival, ground.states, placesTold(slotsIn(rival)));
      if (wrong && wrong.chance >= LIKELY_WRONG) continue;
      const text = fill(rival, ground.values);
      if (text !== null) best = { text: ending(text, sentence), similarity };
    }
  }
  return best?.text ?? null;
}

/** A sentence with the blanks or line breaks of the one it replaces. */
function ending(text: string, instead: string): string {
  return text.trimEnd() + instead.slice(instead.trimEnd().length);
}

/** True when every slot of the sentence is known to be the value meant. */
function isPlain({ values }: Ground, entry: Entry, sentence: string): boolean {
  const said = new Set(words(literalText(sentence)));
  return slotsIn(sentence).every((slot) => {
    const value = values.get(slot);
    const others = entry.doubts[slot] ?? [];
    if (others.some((other) => (values.get(other) ?? value) !== value)) return false;
    // A small number may occur in a reply by chance.
    const held = entry.held[slot] ?? "";
    if (!SMALL_NUMBER.test(held) || held === value || entry.varied.includes(slot)) return true;
    return shareSaid(ownName(slot.replace(/^[@?#!~]/u, "")), said) >= NAMED_ENOUGH;
  });
}
