/** Free-text arguments: whole sentences of a message, or the rest of one after a learnt word. */
import { type ArgumentMemory, isFreeText, noteBorder } from "./memory";
import type { Mention } from "./mentions";
import { type PlacedWords, placedWords } from "./placed-words";

const SENTENCE_END = /[.!?;](?=\s|$)|[。！？；\n]/gu;
const SENTENCES_READ = 6;
const RESTS = 3;
/** A word is taken for a border when it was one this often. */
const TIMES_FOR_A_BORDER = 2;

/** Sentences of a text, and their rests after words that stood before such values. */
export function sentenceMentions(memory: ArgumentMemory, text: string): Mention[] {
  if (!isFreeText(memory)) return [];
  const placed = placedWords(text);
  const stretches = sentencesOf(text, placed).slice(0, SENTENCES_READ);
  return stretches.flatMap(([first, last]) => {
    const cut = (at: number, fact: string): Mention => ({
      value: text.slice(placed.starts[at], placed.ends[last]),
      facts: [fact],
      at,
      end: last,
      isTyped: false,
    });
    const borders: { at: number; count: number }[] = [];
    for (let at = first + 1; at <= last; at++) {
      const count = memory.borders.get(placed.words[at - 1] ?? "") ?? 0;
      if (count >= TIMES_FOR_A_BORDER) borders.push({ at, count });
    }
    const best = borders.sort((left, right) => right.count - left.count).slice(0, RESTS);
    return [
      ...(stretches.length > 1 ? [cut(first, "sentence")] : []),
      ...best.map(({ at }, rank) => cut(at, `rest ${rank}`)),
    ];
  });
}

/** Learns which word stood before a value that ended a sentence of these texts. */
export function learnBorders(memory: ArgumentMemory, form: string, texts: readonly string[]): void {
  const parts = form.split(" ");
  for (const text of texts) {
    const placed = placedWords(text);
    for (const [first, last] of sentencesOf(text, placed)) {
      const at = last - parts.length + 1;
      if (at > first && parts.every((part, offset) => placed.words[at + offset] === part))
        noteBorder(memory, placed.words[at - 1] ?? "");
    }
  }
}

/** First and last word of every sentence. */
function sentencesOf(text: string, placed: PlacedWords): [number, number][] {
  const found: [number, number][] = [];
  let first = 0;
  const ends = [...[...text.matchAll(SENTENCE_END)].map((match) => match.index), text.length];
  for (const end of ends) {
    let last = first - 1;
    while (last + 1 < placed.words.length && (placed.starts[last + 1] ?? 0) < end) last++;
    if (last >= first) found.push([first, last]);
    first = last + 1;
  }
  return found;
}
