/** Hides personal data and secrets behind typed tokens, reversibly, before a text goes to a model or into a data set. */
import { recalled } from "#lib/recalled";
import { detect, type PrivateType, type Span } from "./detectors";

/** What was hidden: `token` stands for every occurrence of `value`. */
export type Hidden = { type: PrivateType; value: string; token: string };

export type Redacted = { text: string; found: Hidden[] };

/** Private values written without a gap, one after the other, are found one a round. */
const mostRounds = 8;

/** Tokens of an earlier redaction; they stay as they are. */
const tokenPattern = /\[(?:SECRET|EMAIL|CARD|IBAN|SSN|IP|PHONE|NAME)_\d{1,6}\]/g;

/**
 * Replaces e-mail and IP addresses, card and bank account numbers, social security and telephone numbers,
 * keys, passwords and the names in `known` by tokens like `[EMAIL_1]`; the same value gets the same token.
 * Addresses, organisations and names nobody told it are not found. Redacting twice changes nothing; time
 * is linear in the text.
 */
export function redact(text: string, known: { names?: string[] } = {}): Redacted {
  const tokens = new Map<string, Hidden>();
  const counts = highestNumbers(text);
  let clean = text;
  // A token is a boundary the hidden text was not, so what stood right beside it may show only now.
  for (let round = 0; round < mostRounds; round++) {
    const settled = hide(clean, known.names ?? [], tokens, counts);
    if (settled === clean) break;
    clean = settled;
  }
  return { text: clean, found: [...tokens.values()] };
}

/** The same with bare marks like `(EMAIL)`, which nothing can turn back. */
export function redactForGood(text: string, known: { names?: string[] } = {}): string {
  const redacted = redact(text, known);
  return redacted.found.reduce(
    (hidden, { token, type }) => hidden.replaceAll(token, `(${type})`),
    redacted.text,
  );
}

/** Puts the hidden values back; a token that was not handed out stays. */
export function restore(text: string, found: Hidden[]): string {
  const values = new Map(found.map(({ token, value }) => [token, value]));
  return text.replace(tokenPattern, (token) => values.get(token) ?? token);
}

function hide(
  text: string,
  names: string[],
  tokens: Map<string, Hidden>,
  counts: Map<string, number>,
): string {
  const kept = [...text.matchAll(tokenPattern)].map(({ index, 0: token }) => ({
    start: index,
    end: index + token.length,
    type: null,
  }));
  let clean = "";
  let from = 0;
  for (const { start, end, type } of withoutOverlaps([
    ...kept,
    ...detected(text),
    ...nameSpans(text, names),
  ])) {
    const value = text.slice(start, end);
    clean += text.slice(from, start) + (type === null ? value : tokenFor(type, value, tokens, counts));
    from = end;
  }
  return clean + text.slice(from);
}

/** Longest text whose private stretches are kept, in UTF-16 units: what is longer is seldom read twice. */
const longestKept = 4_000;
const recentlyFound = recalled(1_000, (text: string): readonly Span[] => detect(text));

/** A draft is redacted where it is checked and where it is kept, a message at each of its ticket's events. The stretches are the caller's own: they may be cut. */
function detected(text: string): Span[] {
  const spans = text.length > longestKept ? detect(text) : recentlyFound(text);
  return spans.map((span) => ({ ...span }));
}

type Stretch = Omit<Span, "type"> & { type: PrivateType | null };

/** The earliest stretch wins, of those that start together the first given; what it covers is dropped or cut. */
function withoutOverlaps(spans: Stretch[]): Stretch[] {
  const ordered = spans.map((span, rank) => ({ span, rank }));
  ordered.sort((a, b) => a.span.start - b.span.start || a.rank - b.rank);
  const chosen: Stretch[] = [];
  for (const { span } of ordered) {
    const last = chosen.at(-1);
    if (!last || span.start >= last.end) chosen.push(span);
    else if (span.type === null) {
      // A token inside a longer stretch ends it: what is hidden stays hidden under its own name.
      last.end = span.start;
      if (last.end === last.start) chosen.pop();
      chosen.push(span);
    }
  }
  return chosen;
}

function tokenFor(
  type: PrivateType,
  value: string,
  tokens: Map<string, Hidden>,
  counts: Map<string, number>,
): string {
  const key = `${type} ${value}`;
  const known = tokens.get(key);
  if (known) return known.token;
  const number = (counts.get(type) ?? 0) + 1;
  counts.set(type, number);
  const hidden = { type, value, token: `[${type}_${number}]` };
  tokens.set(key, hidden);
  return hidden.token;
}

/** Numbers already taken by tokens that stand in the text. */
function highestNumbers(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [token] of text.matchAll(tokenPattern)) {
    const [type = "", number = "0"] = token.slice(1, -1).split("_");
    counts.set(type, Math.max(counts.get(type) ?? 0, Number(number)));
  }
  return counts;
}

/** Full names in any case, and their parts as they are written. */
function nameSpans(text: string, names: string[]): Span[] {
  const written = folded(text);
  const full = names.map((name) => name.trim()).filter((name) => name.length > 1);
  const parts = full
    .flatMap((name) => name.split(/\s+/))
    .filter((part) => /^\p{Lu}[\p{L}'’-]{2,}$/u.test(part) && text.includes(part));
  // Most people a case could name are in none of its texts, and to look for many at once takes long.
  const told = full.filter((name) => written.includes(folded(name.split(/\s/, 1)[0] ?? "")));
  return [...wordSpans(text, told, "giu"), ...wordSpans(text, parts, "gu")];
}

/** Alike for all that a pattern finds in any case, and for a little more. */
function folded(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
}

function wordSpans(text: string, words: string[], flags: keyof typeof patternOf): Span[] {
  if (words.length === 0) return [];
  const longestFirst = [...new Set(words)].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((word) =>
    word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+"),
  );
  const source = `(?<![\\p{L}\\p{N}_])(?:${escaped.join("|")})(?![\\p{L}\\p{N}_])`;
  return [...text.matchAll(patternOf[flags](source))].map(({ index, 0: value }) => ({
    start: index,
    end: index + value.length,
    type: "NAME",
  }));
}

/** The people of a case are looked for in text after text, and to make the pattern takes longer than to look. */
const patternOf = {
  gu: recalled(200, (source: string) => new RegExp(source, "gu")),
  giu: recalled(200, (source: string) => new RegExp(source, "giu")),
};
