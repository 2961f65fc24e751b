/** What was learnt of failures: which kinds of components fail together, which fail now, and how often anything fails at a place. */
import { and, gte, sql } from "drizzle-orm";
import { componentPair, componentUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { mostAtOnce, rateOf, type Use, usesOf } from "./component-use";
import { placed } from "./identity";
import { ordered, pairKey } from "./pairs";
import {
  afterOdds,
  belongTogether,
  type Counts,
  historyOdds,
  sessionPause,
  togetherWithin,
} from "./relation";

/** What is known of a kind of component that another one may fail with. */
export type Partner = Counts & { key: string; related: boolean; odds: number };

/**
 * For each of `keys`, kinds of components or series, what is known to belong to it or is known not to, and what is known of
 * it and each of the kinds `beside` it, be it that they never failed together.
 */
export async function partnersOf(
  tx: Ctx,
  { keys, beside, at }: { keys: readonly string[]; beside: readonly string[]; at: Date },
): Promise<Map<string, Partner[]>> {
  if (keys.length === 0) return new Map();
  const [own, near] = [list(keys), list(beside)];
  const rows = await tx.db
    .select()
    .from(componentPair)
    .where(
      and(
        sql`(${componentPair.first} = any(${own}) or ${componentPair.second} = any(${own}))`,
        sql`(${componentPair.together} >= 2 or ${componentPair.verdict} <> 0
          or ${componentPair.first} = any(${near}) or ${componentPair.second} = any(${near}))`,
      ),
    );
  const pairs = new Map(rows.map((row) => [pairKey(row), row]));
  // Only kinds of components fail beside each other; of series people speak alone.
  for (const key of keys.filter(isKind))
    for (const other of beside) {
      const pair = ordered(key, other);
      if (key !== other && !pairs.has(pairKey(pair)))
        pairs.set(pairKey(pair), { ...pair, together: 0, inOrder: 0, verdict: 0 });
    }
  const uses = await usesOf(
    tx,
    [...pairs.values()].flatMap(({ first, second }) => [first, second]),
  );
  const partners = new Map<string, Partner[]>(keys.map((key) => [key, []]));
  for (const { first, second, together, inOrder, verdict } of pairs.values()) {
    const [one, other] = [uses.get(first), uses.get(second)];
    const [few, many] = [earlier(one, at), earlier(other, at)].sort((a, b) => a - b);
    const since = Math.max(one?.firstAt.getTime() ?? 0, other?.firstAt.getTime() ?? 0);
    // Both fail just now: that they do was counted when the second began.
    const isCounted = isFailing(one, at) && isFailing(other, at);
    const counts = {
      together: Math.max(0, together - (isCounted ? 1 : 0)),
      of: few ?? 0,
      others: many ?? 0,
      over: at.getTime() - since,
      verdict,
    };
    const [related, odds] = [belongTogether(counts), historyOdds(counts)];
    partners
      .get(first)
      ?.push({ key: second, related, odds: odds * afterOdds(together - inOrder, together), ...counts });
    partners.get(second)?.push({ key: first, related, odds: odds * afterOdds(inOrder, together), ...counts });
  }
  return partners;
}

/** Kinds of components that fail just now at one of `scopes`, with `own`; none in a storm, where everything fails beside everything. */
export async function failingKinds(
  tx: Ctx,
  { scopes, own, at }: { scopes: readonly string[]; own: readonly string[]; at: Date },
): Promise<string[]> {
  if (scopes.length === 0) return [];
  const since = new Date(at.getTime() - togetherWithin);
  const rows = await tx.db
    .select({ component: componentUse.component })
    .from(componentUse)
    .where(gte(componentUse.lastAt, since))
    .limit(1_000);
  const kinds = new Set([...own, ...rows.flatMap(({ component }) => kindAt(component, scopes) ?? [])]);
  return kinds.size > mostAtOnce ? [] : [...kinds];
}

/** The kind of a component at one of `scopes`; null for kinds themselves, places, and what is elsewhere. */
function kindAt(component: string, scopes: readonly string[]): string | null {
  const here = scopes.map((scope) => placed("", scope)).find((ending) => component.endsWith(ending));
  return here === undefined ? null : component.slice(0, -here.length);
}

/** How often something begins to fail at each place, an hour; places that were not watched for a day are left out. */
export async function failureRates(tx: Ctx, scopes: string[], at: Date): Promise<Map<string, number>> {
  const rates = new Map<string, number>();
  for (const [scope, use] of await usesOf(tx, scopes)) {
    const rate = rateOf(use, at);
    if (rate !== null) rates.set(scope, rate);
  }
  return rates;
}

function isKind(key: string): boolean {
  return key.startsWith("component:");
}

function list(keys: readonly string[]) {
  return sql`${sql.param([...keys])}::text[]`;
}

function isFailing(use: Use | undefined, at: Date): boolean {
  return use !== undefined && Math.abs(at.getTime() - use.lastAt.getTime()) <= sessionPause;
}

/** How often it failed before the failure that goes on now. */
function earlier(use: Use | undefined, at: Date): number {
  return (use?.failures ?? 0) - (isFailing(use, at) ? 1 : 0);
}
