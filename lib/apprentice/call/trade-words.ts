/** Joined words that name nothing, as `two-factor` or `utf-8`: told from names by that several customers write them. */
import type { Case } from "../model";
import { IDENTIFIER } from "./identifiers";

/** By the word: who alone wrote it, null once others did. */
export type TradeWords = Map<string, string | null>;

const WORDS_KEPT = 4_000;
const LENGTH_READ = 4_000;
/** Letters and digits joined by hyphens or the like: an address or a path is a machine's name. */
const WORD = /^\p{L}[\p{L}\p{N}]*(?:[-_+][\p{L}\p{N}]+)+$/u;

/** Learns from a closed ticket what its customer wrote; of two tickets without customers each counts as one. */
export function learnTradeWords(words: TradeWords, { ticketId, customer, events }: Case): void {
  const writer = customer?.id ?? `ticket ${ticketId}`;
  const found = events
    .filter(({ kind }) => kind === "customer_message")
    .flatMap(({ body }) => body.slice(0, LENGTH_READ).match(IDENTIFIER) ?? [])
    .filter((name) => WORD.test(name))
    .map((name) => name.toLowerCase());
  for (const word of new Set(found)) {
    const known = words.get(word);
    // Re-inserting keeps the map ordered by last use.
    words.delete(word);
    words.set(word, known === undefined || known === writer ? writer : null);
    const [oldest] = words.keys();
    if (words.size > WORDS_KEPT && oldest !== undefined) words.delete(oldest);
  }
}

/** True for a word that customers share. */
export function isTradeWord(words: TradeWords, value: unknown): boolean {
  return words.get(String(value).toLowerCase()) === null;
}
