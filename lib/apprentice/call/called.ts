/** What a text calls by the name of an argument: in "bucket falk-media" that is a bucket, and no project. Pure. */
import type { DialogueState } from "../dialogue-state";
import { JOINING } from "../tokens";
import { IDENTIFIER } from "./identifiers";
import { lastName } from "./leaves";
import { normalForm } from "./placed-words";

const MESSAGES_READ = 12;
const LENGTH_READ = 4_000;
/** Longer than a word and what joins it to a name. */
const WORD_READ = 48;

/** What stands between such a word and the name: "region: ash-2", "the bucket is logs". */
export const beforeName = "(?: is)?[ :=\"'`]{1,4}";

/** The word an argument is called by: of `load_balancer` the last one. */
export function callingWord(key: string): string | undefined {
  const parts = lastName(key).split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  return parts.filter((part) => part !== "").at(-1);
}

/** Identifiers of the newest messages that stand right behind one of these words, by their normal form, with the words. */
export function calledBy(
  words: ReadonlySet<string>,
  { messages }: Pick<DialogueState, "messages">,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const word = new RegExp(`(?<!${JOINING})(${JOINING}+)${beforeName}$`, "iv");
  for (const { text } of messages.slice(-MESSAGES_READ))
    for (const { 0: name, index } of text.slice(0, LENGTH_READ).matchAll(IDENTIFIER)) {
      const before = word.exec(text.slice(Math.max(0, index - WORD_READ), index))?.[1]?.toLowerCase();
      if (before === undefined || !words.has(before)) continue;
      const form = normalForm(name);
      found.set(form, (found.get(form) ?? new Set<string>()).add(before));
    }
  return found;
}
