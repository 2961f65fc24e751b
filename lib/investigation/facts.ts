/** A tool's result as facts a cause can be told by: short words, whether something is there at all, and figures. Pure. */
import { spread } from "#lib/apprentice/facts/leaves";

export type Fact = { path: string; value: string | number };

const LONGEST_WORD = 60;
const FACTS_READ = 120;

/** The facts of a result; of lists how long they are, and what stands in none of them. */
export function factsOf(result: Readonly<Record<string, unknown>>): Fact[] {
  const { leaves, lists } = spread(result);
  const facts: Fact[] = lists
    .filter(({ path }) => !path.includes("["))
    .map(({ path, items }) => ({ path: `${path}#`, value: items.length }));
  for (const { path, value } of leaves) {
    if (path.includes("[") || facts.length >= FACTS_READ) continue;
    const figure = typeof value === "string" ? figureIn(value) : value;
    facts.push({
      path,
      value: typeof figure === "number" ? figure : wordOf(typeof value === "number" ? String(value) : value),
    });
    if (typeof value !== "string" || typeof figure === "number") continue;
    const said = wordsSaid(value);
    if (said !== null) facts.push({ path: `${path} says`, value: said });
    const sort = sortOf(value);
    if (sort !== null) facts.push({ path: `${path} sort`, value: sort });
  }
  return facts;
}

/** The field a fact is of: what it says, its sort and its shares are no other fields. */
export function fieldOf(path: string): string {
  return path.replace(/ (?:says|sort)$| [/=] .*$/u, "");
}

/** A whole text that is one figure, with or without a unit or a currency: "97%", "768Mi", "EUR 1,210.40". */
const FIGURE =
  /^(?:\p{Sc}\s?|\p{Lu}{3}\s)?([-+]?(?:\d{1,3}([.,])\d{3}(?:\2\d{3})*(?:(?!\2)[.,]\d{1,2})?|\d+(?:[.,]\d+)?))\s?(?:%|\p{Sc}|\p{L}{1,3})?$/u;

/** The figure a text is; null where it is none. */
function figureIn(text: string): number | null {
  const digits = FIGURE.exec(text.trim());
  if (!digits?.[1]) return null;
  const [, figure, thousands] = digits;
  const plain = thousands ? figure.replaceAll(thousands, "") : figure;
  return Number(plain.replace(",", "."));
}

/** What stands in front in the name of something tells its sort: "fw-shop-in", "deployment/api". */
function sortOf(text: string): string | null {
  return /^(\p{L}{2,16})[-/:][^\s]+$/u.exec(text.trim().toLowerCase())?.[1] ?? null;
}

/** What names or measures in words only tells that it is there. */
function wordOf(value: string | boolean | null): string {
  if (value === null) return "none";
  const text = String(value).trim().toLowerCase();
  if (text === "") return "none";
  return /\p{N}/u.test(text) || text.length > LONGEST_WORD ? "some" : text;
}

/** Words of a longer text that are read: what it begins with tells what it is about. */
const WORDS_SAID = 3;

/** What a text says beside the names and figures in it; null where it is a word itself, or has no words. */
function wordsSaid(text: string): string | null {
  if (wordOf(text) !== "some") return null;
  const words = text.toLowerCase().match(/(?<![^\s("'])\p{L}+(?=[\s.,:;!?)"']|$)/gu) ?? [];
  return words.length === 0 ? null : words.slice(0, WORDS_SAID).join(" ");
}

/** A share of two figures of one result, where one is always within the other. */
export function shareName(part: string, whole: string): string {
  return `${part} / ${whole}`;
}

/** The facts with the shares of `pairs`. */
export function withShares(
  facts: readonly Fact[],
  pairs: readonly (readonly [part: string, whole: string])[],
): Fact[] {
  const figures = new Map(
    facts.flatMap(({ path, value }) => (typeof value === "number" ? [[path, value]] : [])),
  );
  const shares = pairs.flatMap(([part, whole]): Fact[] => {
    const [of, by] = [figures.get(part), figures.get(whole)];
    return of !== undefined && by ? [{ path: shareName(part, whole), value: of / by }] : [];
  });
  return [...facts, ...shares];
}

/** Whether two words of one result are the same, where they are sometimes the same and sometimes not. */
export function sameName(one: string, other: string): string {
  return `${one} = ${other}`;
}

/** The words of a result that may be compared, as they are written. */
export function namesOf(result: Readonly<Record<string, unknown>>): Map<string, string> {
  const { leaves } = spread(result);
  return new Map(
    leaves.flatMap(({ path, value }): [string, string][] =>
      typeof value === "string" && value !== "" && !path.includes("[") ? [[path, value]] : [],
    ),
  );
}

/** Pairs of words that are the same in some results and not in others. */
export function samePairs(results: readonly ReadonlyMap<string, string>[]): [string, string][] {
  const counts = new Map<string, { same: number; other: number; names: [string, string] }>();
  for (const names of results) {
    const all = [...names].sort(([left], [right]) => (left < right ? -1 : 1));
    for (const [at, [one, value]] of all.entries())
      for (const [other, its] of all.slice(at + 1)) {
        const key = sameName(one, other);
        const known = counts.get(key) ?? { same: 0, other: 0, names: [one, other] };
        known[value === its ? "same" : "other"]++;
        counts.set(key, known);
      }
  }
  return [...counts.values()]
    .filter(({ same, other }) => same >= 2 && other >= 1)
    .map(({ names }) => names)
    .slice(0, PAIRS_KEPT);
}

/** Figures that are within another one in every result, and come up to it in some: a use and its limit. */
export function sharePairs(results: readonly (readonly Fact[])[]): [string, string][] {
  const largest = new Map<string, { most: number; of: number; names: [string, string] }>();
  const broken = new Set<string>();
  for (const facts of results) {
    const figures = facts.filter((fact): fact is Fact & { value: number } => typeof fact.value === "number");
    for (const part of figures)
      for (const whole of figures) {
        if (part.path === whole.path || whole.value <= 0) continue;
        const name = shareName(part.path, whole.path);
        const share = part.value / whole.value;
        if (share < 0 || share > WITHIN) broken.add(name);
        const known = largest.get(name) ?? { most: 0, of: 0, names: [part.path, whole.path] };
        largest.set(name, { ...known, most: Math.max(known.most, share), of: known.of + 1 });
      }
  }
  return [...largest]
    .filter(([name, { most, of }]) => !broken.has(name) && of >= PAIRS_SEEN && most >= REACHED)
    .map(([, { names }]) => names)
    .slice(0, PAIRS_KEPT);
}

const WITHIN = 1.05;
const REACHED = 0.95;
const PAIRS_SEEN = 6;
const PAIRS_KEPT = 40;
