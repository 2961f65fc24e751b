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

/** The word that a text which ends where a name begins has right before it. */
const wordBefore = new RegExp(`(?<!${JOINING})(${JOINING}+)${beforeName}$`, "iv");

/** The word an argument is called by, in small letters: of `load_balancer` the last one. */
export function callingWord(key: string): string | undefined {
  const parts = lastName(key).split(/[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u);
  return parts
    .filter((part) => part !== "")
    .at(-1)
    ?.toLowerCase();
}

/** What joins the parts of a link or a path, and how much longer than a word that of several such things is: "/buckets/logs". */
const PARTS_OF_LINK = /[/?&=#]+/u;
const PLURAL = 2;

/** What a link or path names by a word: in "…/projects/acme-web?region=fra-1" the project and the region. */
export function namedInLinks(text: string): { word: string; name: string; index: number }[] {
  if (!text.includes("/")) return [];
  return [...text.slice(0, LENGTH_READ).matchAll(IDENTIFIER)].flatMap(({ 0: link, index }) => {
    const parts = link.includes("/") ? link.split(PARTS_OF_LINK) : [];
    return parts.slice(1).flatMap((name, before) => {
      const word = parts[before]?.toLowerCase() ?? "";
      return name === "" || word === "" ? [] : [{ word, name, index: index + link.indexOf(name) }];
    });
  });
}

/** The word a part of a link stands for, of these: "projects" for "project". */
export function wordOfPart(part: string, words: Iterable<string>): string | undefined {
  for (const word of words) if (part.startsWith(word) && part.length - word.length <= PLURAL) return word;
  return undefined;
}

/** Identifiers of the newest messages that stand right behind one of these words, by their normal form, with the words. */
export function calledBy(
  words: Pick<ReadonlySet<string>, "has" | "keys">,
  { messages }: Pick<DialogueState, "messages">,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (name: string, by: string | undefined) => {
    if (by === undefined || !words.has(by)) return;
    const form = normalForm(name);
    found.set(form, (found.get(form) ?? new Set<string>()).add(by));
  };
  for (const { text } of messages.slice(-MESSAGES_READ)) {
    for (const { 0: name, index } of text.slice(0, LENGTH_READ).matchAll(IDENTIFIER))
      note(name, wordBefore.exec(text.slice(Math.max(0, index - WORD_READ), index))?.[1]?.toLowerCase());
    for (const { word: part, name } of namedInLinks(text)) note(name, wordOfPart(part, words.keys()));
  }
  return found;
}
