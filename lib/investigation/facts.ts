/** A tool's result as facts a cause can be told by: short words, whether something is there at all, and figures. Pure. */
import { type Leaf, spread } from "#lib/apprentice/facts/leaves";
import { type Kind, type Quantity, quantityIn, subjectOf } from "#lib/apprentice/facts/quantity";

/** `kind`: what a figure counts, where that stands in its text or its name. */
export type Fact = { path: string; value: string | number; kind?: Kind | null };

const LONGEST_WORD = 60;
const FACTS_READ = 120;

/** The facts of a result; of lists how long they are, and what their items have in common, each field of them as one. */
export function factsOf(result: Readonly<Record<string, unknown>>): readonly Fact[] {
  const known = read.get(result);
  if (known) return known;
  const facts = factsIn(result);
  read.set(result, facts);
  return facts;
}

/** What was read stays for as long as the result does: learning looks at each many times. */
const read = new WeakMap<Readonly<Record<string, unknown>>, readonly Fact[]>();

function factsIn(result: Readonly<Record<string, unknown>>): Fact[] {
  const { leaves, lists } = spread(result);
  const facts: Fact[] = lists
    .filter(({ path }) => !path.includes("["))
    .map(({ path, items }) => ({ path: `${path}#`, value: items.length }));
  const listed = new Map<string, Leaf["value"][]>();
  for (const { path, value } of leaves) {
    if (facts.length >= FACTS_READ) break;
    if (path.includes("[")) {
      const field = path.replaceAll(/\[\d+\]/gu, "[]");
      listed.set(field, [...(listed.get(field) ?? []), value]);
    } else facts.push(...factsAt(path, value));
  }
  for (const [path, values] of listed) if (facts.length < FACTS_READ) facts.push(...factsAmong(path, values));
  return facts;
}

function factsAt(path: string, value: Leaf["value"]): Fact[] {
  const figure = figureOf(value);
  if (figure) return [{ path, value: figure.value, kind: kindAt(path, figure) }];
  const facts: Fact[] = [{ path, value: wordOf(value) }];
  if (typeof value !== "string") return facts;
  const said = wordsSaid(value);
  if (said !== null) facts.push({ path: `${path} says`, value: said });
  const sort = sortOf(value);
  if (sort !== null) facts.push({ path: `${path} sort`, value: sort });
  return facts;
}

/** Words of a list's items that are told apart. */
const MOST_AMONG = 4;

/** What the items of a list have at one field: the most and the least of figures, and of words which there are. */
function factsAmong(path: string, values: readonly Leaf["value"][]): Fact[] {
  const figures = values.map(figureOf).filter((figure) => figure !== null);
  const [first] = figures;
  if (first && figures.length === values.length) {
    const all = figures.map(({ value }) => value);
    const kind = kindAt(path, first);
    return [
      { path: `${path} most`, value: Math.max(...all), kind },
      { path: `${path} least`, value: Math.min(...all), kind },
    ];
  }
  const words = [...new Set(values.map(wordOf))].sort();
  return words.length > MOST_AMONG ? [] : [{ path, value: words.join(" + ") }];
}

function figureOf(value: Leaf["value"]): Quantity | null {
  if (typeof value === "number") return { value, kind: null };
  return typeof value === "string" ? quantityIn(value) : null;
}

/** What a figure counts: its own unit, else the one in the name of its field. */
function kindAt(path: string, { kind }: Quantity): Kind | null {
  return kind ?? subjectOf(path).unit?.kind ?? null;
}

/** The field a fact is of: what it says, its sort, its most and its shares are no other fields. */
export function fieldOf(path: string): string {
  return path.replace(/(?: (?:most|least))?(?: (?:says|sort|there|within)| [/=] .*)$| (?:most|least)$/u, "");
}

/** What stands in front in the name of something tells its sort: "fw-shop-in", "deployment/api". */
function sortOf(text: string): string | null {
  return /^(\p{L}{2,16})[-/:][^\s]+$/u.exec(text.trim().toLowerCase())?.[1] ?? null;
}

/** What names or measures in words only tells that it is there. */
function wordOf(value: Leaf["value"]): string {
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

/** Fields that are empty in some results and not in others. */
export function gapsIn(facts: readonly Fact[]): Set<string> {
  const empty = new Set(facts.flatMap(({ path, value }) => (value === "none" ? [path] : [])));
  return new Set(facts.flatMap(({ path, value }) => (empty.has(path) && value !== "none" ? [path] : [])));
}

/** The facts with whether fields that may be empty are. */
export function withPresence(facts: readonly Fact[], gaps: ReadonlySet<string>): Fact[] {
  const presence = facts.flatMap(({ path, value }): Fact[] =>
    gaps.has(path) ? [{ path: `${path} there`, value: value === "none" ? "none" : "some" }] : [],
  );
  return [...facts, ...presence];
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
    const figures = facts.filter(
      (fact): fact is Fact & { value: number } =>
        typeof fact.value === "number" && !/ (?:most|least)$/u.test(fact.path),
    );
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
