/** Whether a cause is that there is nothing: by what the tool calls it, or by its replies where nothing is found that others lack. Pure. */
import { unrecorded } from "#lib/agent/announcements";
import { USUAL } from "../cuts";
import type { Fact } from "../facts";
import { isBeyond, rangesOf } from "../usual";
import { chanceOfNothing, saysWell } from "./calm";

/** From this chance on a reply that tells nothing is believed, where nothing is found that others lack. */
const TOLD_NOTHING = 0.25;

/**
 * True for a cause that is nothing: the tool calls it so, or the replies do and nothing is found with it that others lack.
 * Who tells that something was done about it has found something, whatever a word of the tool says of another matter.
 */
export function isCalm(
  { pattern, own }: { pattern: string; own: ReadonlyMap<string, string> },
  telling: ReadonlyMap<string, string>,
  isUsual: boolean,
): boolean {
  if (unrecorded(pattern, []) !== null) return false;
  const found = [...own].filter(([path]) => telling.get(path) !== "name").map(([, place]) => place);
  if (found.some((place) => place === "span above" || place === "span below")) return false;
  const names = [...own].flatMap(([path, place]) => (telling.get(path) === "name" ? [place] : []));
  if (names.length > 0) return names.every(saysWell);
  const said = [...own.values()].filter((place) => !FOUND_OUT.includes(place));
  if (said.length > 0) return said.every(saysWell);
  return own.size === 0 && isUsual && chanceOfNothing(pattern) >= TOLD_NOTHING;
}

const FOUND_OUT = ["none", "some", "true", "false", USUAL];

/** Share of facts that may be out of the way by chance where nothing is. */
const ASTRAY = 0.05;

/** True where what was found was found with others, too: figures about where theirs lie, and their words. */
export function isPlain(facts: readonly Fact[], others: readonly Fact[]): boolean {
  const ranges = rangesOf(others);
  const words = new Map<string, Set<string>>();
  for (const { path, value } of others)
    if (typeof value === "string") words.set(path, (words.get(path) ?? new Set()).add(value));
  const astray = facts.filter((fact) => {
    const { path, value } = fact;
    if (typeof value === "number") return isBeyond(fact, { ranges });
    const known = words.get(path);
    return known === undefined || (known.size <= MOST_PLAIN && !known.has(value));
  });
  return astray.length <= ASTRAY * facts.length;
}

/** What has more words than this names something, and tells nothing by a new one. */
const MOST_PLAIN = 8;
