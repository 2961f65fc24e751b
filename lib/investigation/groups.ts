/** Closed cases in groups that were told the same: in the same words, or in others that come to the same. Pure. */
import { literalText, slotsIn, toPattern } from "#lib/apprentice/templates";
import { overlap } from "#lib/apprentice/tokens";
import { factsOf } from "./facts";
import { causesTold } from "./paraphrases";

/** A result on a closed case and the reply that told it; `values` are what the reply may have taken from the case, by slot. */
export type Example = {
  ticketId: number;
  result: Readonly<Record<string, unknown>>;
  reply: string;
  values: ReadonlyMap<string, string>;
};

/** Replies that share this much of their own words say the same. */
const SAME = 0.7;

/** What was said as a pattern, and of which results. */
export type Group = { pattern: string; of: Example[] };

/** Cases in groups of the same words. */
export function groupsOf(examples: readonly Example[]): Group[] {
  const groups: (Group & { words: string })[] = [];
  for (const example of examples) {
    const { text } = toPattern(example.reply, example.values);
    const words = literalText(text);
    const same = groups.find((group) => overlap(group.words, words) >= SAME);
    if (same) same.of.push(example);
    else groups.push({ pattern: text, words, of: [example] });
  }
  return groups;
}

/** Groups that tell one cause in several ways are one; the way most took stands for it. */
export function toldAlike(groups: readonly Group[], called?: readonly string[]): Group[] {
  const causes = causesTold(
    groups.map(({ pattern, of }) => ({ pattern, facts: of.map(({ result }) => factsOf(result)) })),
    called,
  );
  return [...new Set(causes)].map((cause) => {
    const ways = groups.filter((_, at) => causes[at] === cause);
    const most = ways.reduce((best, way) => (way.of.length > best.of.length ? way : best));
    return { pattern: most.pattern, of: ways.flatMap(({ of }) => of) };
  });
}

/** By cause, the paths whose values its reply tells: what a team says of it is what it was told by. */
export function told(groups: readonly Group[]): ReadonlySet<string>[] {
  return groups.map(
    ({ pattern }) =>
      new Set(
        slotsIn(pattern).flatMap((slot) => {
          const field = slot.replaceAll(/\[\d+\]/gu, "[]");
          return field === slot ? [slot] : [field, `${field} most`, `${field} least`];
        }),
      ),
  );
}
