/** Phrase matching: whether words adjacent in a question are adjacent in a passage. Pure. */
import type { ParsedPassage } from "./parse-passage";
import { terms } from "./terms";

/** Terms of each sentence of a question, in reading order. */
export type Sentences = readonly (readonly string[])[];

/** Words this far from one another in a passage still stand together. */
const together = 4;
const sentencesKept = 40;
const ends = /\n|[.!?](?=\s|$)|[。！？]/u;

/** The sentences of a question as lists of terms, each once; those of one word are left out. */
export function sentencesOf(text: string): Sentences {
  const found = text
    .split(ends)
    .map((sentence) => terms(sentence))
    .filter(({ length }) => length > 1);
  return [...new Map(found.map((sentence) => [sentence.join(" "), sentence])).values()].slice(
    0,
    sentencesKept,
  );
}

/** The share, by worth, of a question's pairs of neighbouring words that stand together in the passage, in either order. */
export function sharedPairs(
  sentences: Sentences,
  { title, sections }: ParsedPassage,
  worth: (term: string) => number,
): number {
  const pairs = new Map(sentences.flatMap(pairsIn));
  const seen = new Set(
    [title, ...sections.map(({ prose }) => prose)].flatMap((text) => pairsMet(text, pairs)),
  );
  let total = 0;
  let met = 0;
  for (const [key, [first, second]] of pairs) {
    const weight = worth(first) + worth(second);
    total += weight;
    if (seen.has(key)) met += weight;
  }
  return total === 0 ? 0 : met / total;
}

/** The longest sentence of a question that stands word for word in the passage; empty when none does. */
export function standsWordForWord(
  sentences: Sentences,
  { title, sections }: ParsedPassage,
): readonly string[] {
  const texts = [title, ...sections.map(({ prose }) => prose)].map((text) => ` ${text.join(" ")} `);
  const said = sentences.filter((sentence) => texts.some((text) => text.includes(` ${sentence.join(" ")} `)));
  return said.reduce<readonly string[]>((best, one) => (one.length > best.length ? one : best), []);
}

type Pair = readonly [first: string, second: string];

function keyOf(first: string, second: string): string {
  return first < second ? `${first} ${second}` : `${second} ${first}`;
}

function pairsIn(sentence: readonly string[]): [key: string, pair: Pair][] {
  return sentence.slice(1).flatMap((second, place): [string, Pair][] => {
    const first = sentence[place];
    return first === undefined || first === second ? [] : [[keyOf(first, second), [first, second]]];
  });
}

function pairsMet(text: readonly string[], pairs: ReadonlyMap<string, Pair>): string[] {
  const wanted = new Set([...pairs.values()].flat());
  const lately: string[] = [];
  return text.flatMap((term) => {
    const met = wanted.has(term)
      ? lately.map((before) => keyOf(before, term)).filter((key) => pairs.has(key))
      : [];
    lately.push(term);
    if (lately.length > together) lately.shift();
    return met;
  });
}
