/** Out-of-domain detection: whether a ticket is about anything seen before. */
import type { ArgumentModel } from "./call/arguments";
import { kindsIn } from "./call/kinds";
import { labelsFor } from "./call/labels";
import type { DialogueState } from "./dialogue-state";
import { type Nearest, rarity } from "./nearest";
import { hash, UNSPACED } from "./tokens";

/** Share of what a ticket says, by how rare its words are, that past moments must have said as well. */
const FAMILIAR = 0.4;
/**
 * So many moments make a vocabulary; with fewer a desk knows few words of anything, and less is asked for. Not of an alert:
 * one of a known kind says the same again.
 */
const VOCABULARY = 300;
/** Kinds of identifiers that their beginning tells: "id vm-". */
const MARKED_KIND = /^id \p{L}/u;

/**
 * True where a ticket names an identifier of a kind that was named before, has a label that a tool takes, or says much that
 * was said before. Where nobody said anything to us, there is nothing to be unknown.
 */
export function isFamiliar(
  nearest: Nearest,
  { tools }: Pick<ArgumentModel, "tools">,
  dialogue: DialogueState,
): boolean {
  const { messages, subject, valuesBySlot: slotValues } = dialogue;
  if (messages.length === 0) return true;
  const texts = [subject, ...messages.map(({ text }) => text)];
  const isNamed = (kind: string) => MARKED_KIND.test(kind) && nearest.postings.has(hash(`k${kind}`));
  if (texts.some((text) => kindsIn(text).some(isNamed))) return true;
  const isLabelled =
    slotValues.labels.size > 0 &&
    [...tools.values()].some((memories) =>
      [...memories].some(([key, memory]) => labelsFor(memory, key, dialogue).length > 0),
    );
  if (isLabelled) return true;
  const share = shareSaidBefore(nearest, [...dialogue.allWords]);
  const known = dialogue.calledSinceAlert ? 1 : Math.min(1, nearest.total / VOCABULARY);
  return share > 0 && share >= FAMILIAR * known;
}

function shareSaidBefore(nearest: Nearest, words: readonly string[]): number {
  const placesOf = (word: string) => nearest.postings.get(hash(`a${word}`))?.length ?? 0;
  const said = words.filter((word) => placesOf(word) > 0);
  // Where a script has no spaces, half of the words run over the border of two; what overlaps a known one tells nothing.
  const letters = new Set(said.filter((word) => UNSPACED.test(word)).join(""));
  const isOverlap = (word: string) => UNSPACED.test(word) && [...word].some((letter) => letters.has(letter));
  const unsaid = words.filter((word) => placesOf(word) === 0 && !isOverlap(word));
  const worth = (some: readonly string[], unspaced = 1) =>
    some.reduce(
      (sum, word) => sum + rarity(nearest, placesOf(word)) * (UNSPACED.test(word) ? unspaced : 1),
      0,
    );
  const known = worth(said);
  return known === 0 ? 0 : known / (known + worth(unsaid, 0.5));
}
