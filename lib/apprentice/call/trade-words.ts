/**
 * Joined words that name nothing, as `two-factor` or `utf-8`: told from names by that several customers write them, or that
 * the desk says each of their parts by itself, to several customers.
 */
import type { Case } from "../model";
import { IDENTIFIER } from "./identifiers";
import { kindOf } from "./kinds";

/** By the word: the customer who alone wrote it, or was told it; null once others were. Words of the desk are not joined. */
export type TradeWords = Map<string, string | null>;

const WORDS_KEPT = 8_000;
const LENGTH_READ = 4_000;
/** Letters and digits joined by hyphens or the like: an address or a path is a machine's name. */
const WORD = /^\p{L}[\p{L}\p{N}]*(?:[-_+][\p{L}\p{N}]+)+$/u;

/** What is joined by beginning with a mark of its kind: `pg-orders`. */
const MARKED_KIND = /^id \p{L}/u;
const PLAIN_WORD = /(?<![\p{L}\p{M}\p{N}_])\p{L}{2,}(?![\p{L}\p{M}\p{N}_])/gu;

/** Learns from a closed ticket what its customer wrote and was told; of two tickets without customers each counts as one. */
export function learnTradeWords(words: TradeWords, { ticketId, customer, events }: Case): void {
  const writer = customer?.id ?? `ticket ${ticketId}`;
  const textsOf = (kind: Case["events"][number]["kind"]) =>
    events.flatMap((event) => (event.kind === kind ? [event.body.slice(0, LENGTH_READ)] : []));
  const joined = textsOf("customer_message")
    .flatMap((text) => text.match(IDENTIFIER) ?? [])
    .filter((name) => WORD.test(name));
  const plain = textsOf("analyst_reply").flatMap(
    (text) => text.replace(IDENTIFIER, " ").match(PLAIN_WORD) ?? [],
  );
  for (const word of new Set([...plain, ...joined].map((one) => one.toLowerCase()))) {
    const known = words.get(word);
    // Re-inserting keeps the map ordered by last use.
    words.delete(word);
    words.set(word, known === undefined || known === writer ? writer : null);
    const [oldest] = words.keys();
    if (words.size > WORDS_KEPT && oldest !== undefined) words.delete(oldest);
  }
}

/** True for a joined word that customers share, or of parts the desk says; `isTaken` tells the kinds that arguments take. */
export function isTradeWord(words: TradeWords, value: unknown, isTaken: (kind: string) => boolean): boolean {
  const word = String(value).toLowerCase();
  if (!WORD.test(word)) return false;
  if (words.get(word) === null) return true;
  const kind = kindOf(value);
  if (MARKED_KIND.test(kind) && isTaken(kind)) return false;
  return word.split(/[-_+]+/u).every((part) => words.get(part) === null);
}
