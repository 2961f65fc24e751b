/** Groups of replies that tell one cause in several ways: alike in their words, and alike in what is unusual in their results. Pure. */
import { literalText, slotsIn } from "#lib/apprentice/templates";
import { words } from "#lib/apprentice/tokens";
import type { Fact } from "./facts";
import { natural, splitOf } from "./natural";
import { isKept } from "./own-values";

/** A way of telling, and the facts of each result that was told so. */
export type Told = { pattern: string; facts: readonly (readonly Fact[])[] };

/** Share of a group's results from which a value is its usual one, and of all results up to which it is unusual. */
const MOSTLY = 0.6;
const UNUSUAL = 0.45;
/** Similarity of words from which two ways of telling may be one: where the results show the same, and where they show nothing. */
const ALIKE = { shown: 0.12, open: 0.3 };
/** Letters of a word that are compared: what follows is grammar. */
const STEM = 5;

/**
 * For each group the number of the cause it tells: groups of one cause share it. `called`: what the tool calls each; those
 * with one name are one cause whatever is said of them, unless something unusual is found with one of them alone.
 */
export function causesTold(groups: readonly Told[], called: readonly string[] = []): number[] {
  const all = signaturesOf(groups);
  const rare = rarity(groups.map(({ pattern }) => stemsOf(pattern)));
  const of = groups.map((_, at) => at);
  const pairs = groups
    .flatMap(({ pattern }, one) =>
      groups.slice(one + 1).map((other, offset) => ({
        one,
        other: one + 1 + offset,
        similarity:
          called[one] && called[one] === called[one + 1 + offset]
            ? 1
            : similarity(stemsOf(pattern), stemsOf(other.pattern), rare),
      })),
    )
    .sort((left, right) => right.similarity - left.similarity);
  for (const { one, other, similarity } of pairs) {
    const members = [one, other].map((group) => of.flatMap((cause, at) => (cause === of[group] ? at : [])));
    const [left = [], right = []] = members;
    if (of[one] === of[other]) continue;
    const kinship = left.flatMap((a) => right.map((b) => kin(all[a] ?? none, all[b] ?? none)));
    if (kinship.includes("apart")) continue;
    if (similarity < (kinship.includes("shown") ? ALIKE.shown : ALIKE.open)) continue;
    const cause = Math.min(of[one] ?? one, of[other] ?? other);
    for (const at of [...left, ...right]) of[at] = cause;
  }
  return of;
}

/** What is unusual in the results of a group, the word it always has where groups keep theirs, and how many results there are. */
type Signature = { unusual: ReadonlyMap<string, string>; kept: ReadonlyMap<string, string>; of: number };
const none: Signature = { unusual: new Map(), kept: new Map(), of: 0 };

/** `shown`: something unusual is the same; `apart`: one has something unusual that the other has not; `open`: neither shows. */
function kin(one: Signature, other: Signature): "shown" | "apart" | "open" {
  if ([...one.kept].some(([path, word]) => (other.kept.get(path) ?? word) !== word)) return "apart";
  const shared = [...one.unusual].filter(([path, place]) => other.unusual.get(path) === place).length;
  const most = Math.max(one.unusual.size, other.unusual.size);
  if (most === 0) return "open";
  if (shared > 0 && shared * 2 >= Math.min(one.unusual.size, other.unusual.size)) return "shown";
  // A single result is unusual by chance.
  return one.of > 1 && other.of > 1 ? "apart" : "open";
}

function signaturesOf(groups: readonly Told[]): Signature[] {
  const points = new Map<string, number[]>();
  for (const { path, value } of groups.flatMap(({ facts }) => facts.flat()))
    if (typeof value === "number") points.set(path, [...(points.get(path) ?? []), value]);
  const splits = new Map([...points].map(([path, values]) => [path, splitOf(values)]));
  const placed = groups.map(({ facts }) =>
    facts.map(
      (result) => new Map(result.map((fact) => [fact.path, natural(fact, splits.get(fact.path) ?? null)])),
    ),
  );
  const overall = countsOf(placed.flat());
  const words = groups.map(({ facts }) => countsOf(facts.map(wordsOf)));
  const keptPaths = [...overall.keys()].filter((path) => isKept(words.flatMap((of) => of.get(path) ?? [])));
  return placed.map((results, at) => {
    const kept = new Map<string, string>();
    for (const path of keptPaths) {
      const [word, another] = [...(words[at]?.get(path)?.keys() ?? [])];
      if (word !== undefined && another === undefined) kept.set(path, word);
    }
    const unusual = new Map<string, string>();
    for (const [path, places] of countsOf(results))
      for (const [place, count] of places) {
        const met = overall.get(path)?.get(place) ?? 0;
        const all = [...(overall.get(path)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
        if (count / results.length >= MOSTLY && met / all <= UNUSUAL && met > 1) unusual.set(path, place);
      }
    return { unusual, kept, of: results.length };
  });
}

function wordsOf(facts: readonly Fact[]): Map<string, string> {
  return new Map(
    facts.flatMap(({ path, value }): [string, string][] =>
      typeof value === "string" ? [[path, value]] : [],
    ),
  );
}

function countsOf(results: readonly ReadonlyMap<string, string>[]): Map<string, Map<string, number>> {
  const counts = new Map<string, Map<string, number>>();
  for (const [path, place] of results.flatMap((result) => [...result])) {
    const places = counts.get(path) ?? new Map<string, number>();
    counts.set(path, places.set(place, (places.get(place) ?? 0) + 1));
  }
  return counts;
}

/** Beginnings of the words a pattern says, and the values it tells. */
function stemsOf(pattern: string): ReadonlySet<string> {
  const said = words(literalText(pattern)).map((word) => word.slice(0, STEM));
  return new Set([...said, ...slotsIn(pattern).map((slot) => `⟨${slot.replaceAll(/\[\d+\]/gu, "[]")}⟩`)]);
}

/** What a stem weighs: what many say tells little. */
function rarity(all: readonly ReadonlySet<string>[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const stem of all.flatMap((stems) => [...stems])) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log((all.length + 1) / (counts.get(stem) ?? 1));
}

function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>, rare: (stem: string) => number) {
  const weigh = (stems: Iterable<string>) => [...stems].reduce((sum, stem) => sum + rare(stem), 0);
  const least = Math.min(weigh(one), weigh(other));
  return least === 0 ? 0 : weigh([...one].filter((stem) => other.has(stem))) / least;
}
