/** The terms of a customer's message: its informative words, and the error codes in it. Pure. */
import { terms } from "#lib/knowledge/terms";
import { said } from "#lib/tickets/message/parts";

/** Words beyond these say nothing more of the trouble. */
const mostTerms = 48;
const longestText = 4_000;
/** From this length on the end of a word is grammar: "Zertifikate", "certificats" and "certificado" begin alike. */
const trunk = 6;

/** What machines call an error: `502`, `ORA-00600`, `ETIMEDOUT`, `QUOTA_EXCEEDED`, `TokenExpiredError`. */
const codes =
  /(?<![\p{N}.,:/-])[45]\d\d(?![\p{N}.,:/-]\p{N}|\p{N}|[€$%])|\b[A-Z]{1,8}[-_]?\d{2,8}\b|\b[A-Z]{2,}(?:_[A-Z\d]+)+\b|\bE[A-Z]{4,}\b|\b(?:[A-Z][a-z]+)+(?:Error|Exception|Timeout|Failure)\b/gu;

/** What is one's own and not the trouble's: addresses, times, ids, amounts. */
const own =
  /\bhttps?:\/\/\S+|(?<!\S)[^\s@]{1,64}@\S+|\b[0-9a-f]{8}-[0-9a-f-]{27}\b|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\b\d{1,4}[-./:]\d{1,2}(?:[-./:]\d{1,4})?\b|\b[0-9a-f]{12,}\b/giu;

/** The terms of a message, each once, codes as `code:502`; the first are the earliest. */
export function reportTerms(subject: string, body: string): string[] {
  return termsIn(readOf(subject, body)).slice(0, mostTerms);
}

/** What is read of a message: its beginning, without what it quotes. */
export function readOf(subject: string, body: string): string {
  return `${subject}\n${said(body)}`.slice(0, longestText);
}

/** All terms of a text, each once: its codes first. */
export function termsIn(text: string): string[] {
  const found = new Set<string>();
  for (const [code] of text.matchAll(codes)) found.add(`code:${code.toLowerCase()}`);
  for (const term of terms(text.replace(own, " "))) if (!/\p{N}/u.test(term)) found.add(trunkOf(term));
  return [...found];
}

function trunkOf(term: string): string {
  return /^\p{Script=Latin}+$/u.test(term) ? term.slice(0, trunk) : term;
}
