/** Whether so many customers write the same that it is more than chance. */
import type { Ctx } from "#lib/platform/context";
import { alike, fewestCustomers, membership, type PairMatch, type Support, suspect } from "./clustering";
import { isAbout, type LiveIncident, named } from "./live-incidents";
import type { Suspicion } from "./model";
import type { CustomerReport, Rarity } from "./pair-match";
import { earlierReports, type Season, textsOf } from "./reports";
import { asWritten } from "./written";

/** Words of a group that are looked for in what was written before. */
const mostSought = 8;
/** What was written before is compared with so many of a group: the surest. */
const mostCompared = 20;

/**
 * What reads less like an incident than this is an ordinary question: it is none of those who tell of one, whatever service it
 * names, and what is usual of such questions is no measure of them. Where nothing is learnt yet all count.
 */
const ordinary = 0.4;

/** What is known while messages are looked at. */
export type Now = {
  rarity: Rarity;
  matchOf: PairMatch;
  current: readonly CustomerReport[];
  season: Season;
  incidentLikelihood: (customerReport: CustomerReport) => number;
};

/**
 * Whether so many customers are more than chance: of those who say the same, and where alerts fire for what they name,
 * of those who name it. Others who met the same error before are no measure of how often that one is named.
 */
export async function suspicionOf(
  ctx: Ctx,
  group: readonly CustomerReport[],
  incident: LiveIncident | null,
  { matchOf, rarity, current, season, incidentLikelihood: trouble }: Now,
): Promise<Suspicion | null> {
  const tells = (one: CustomerReport) => trouble(one) >= ordinary;
  if (customersOf(group.filter(tells)) < fewestCustomers) return null;
  const words = sharedWords(group, rarity);
  const services = servicesOf(group);
  const first = Math.min(...group.map(({ at }) => at));
  const before = await earlierReports(ctx, {
    terms: [...words, ...(incident?.names ?? [])],
    services,
    before: first,
  });
  const newest = Math.max(...group.map(({ at }) => at));
  const chanceOf = (
    members: readonly CustomerReport[],
    isAlike: (one: CustomerReport) => boolean,
    support: Support,
  ) => {
    const own = new Set(members.map(({ id }) => id));
    const counted = members.filter(tells);
    const past = before.filter((one) => isAlike(one) && tells(one));
    // What else is written now, but for what names the same service: that may be more of the same.
    const others = current
      .filter(({ id, about }) => !own.has(id) && !services.includes(about?.service ?? ""))
      .map(({ at }) => at);
    return suspect(counted, { ...season, alike: past, others, now: newest }, support);
  };
  const here = group.slice(0, mostCompared).map((one) => ({ ...one, at: first, id: -one.id }));
  // However long ago: what counts is whether it says the same.
  const saysTheSame = (one: CustomerReport) => membership({ ...one, at: first }, here, matchOf) >= alike;
  const mean = group.reduce((sum, one) => sum + trouble(one), 0) / Math.max(1, group.length);
  const found = incident
    ? (chanceOf(
        group.filter((one) => isAbout(one, incident)),
        (one) => isAbout(one, incident),
        "hasAlerts",
      ) ?? chanceOf(group, saysTheSame, "hasAlerts"))
    : chanceOf(group, saysTheSame, mean >= readsLikeIncident ? "readsLikeIncident" : "none");
  return found && { ...found, words: asWritten(words, await textsOf(ctx, group.slice(0, mostCompared))) };
}
const readsLikeIncident = 0.6;

function servicesOf(group: readonly CustomerReport[]): string[] {
  return [...new Set(group.flatMap(({ about }) => about?.service ?? []))];
}

/** How many customers wrote: a company counts once. */
export function customersOf(group: readonly CustomerReport[]): number {
  return new Set(group.map(({ whose }) => whose)).size;
}

/** The words most of a group share, the most telling first. */
function sharedWords(group: readonly CustomerReport[], rarity: Rarity): string[] {
  const counts = new Map<string, number>();
  for (const { terms } of group) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= Math.min(2, group.length))
    .map(([term, count]) => ({ term, weight: count * rarity(term) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, mostSought)
    .map(({ term }) => term);
}

/** The incident of alerts most of a group name, where there is one. */
export function commonIncident(
  group: readonly CustomerReport[],
  incidents: readonly LiveIncident[],
  rarity: Rarity,
): LiveIncident | null {
  const counts = new Map<number, number>();
  for (const one of group)
    for (const id of named(one, incidents, rarity).ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  const most = best && best[1] * 2 > group.length ? best[0] : null;
  return incidents.find(({ id }) => id === most) ?? null;
}
