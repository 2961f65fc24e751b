/** Learns which kinds of components fail at a time, and how often anything fails at a place. */
import { and, gte, inArray, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { componentPair, componentUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { CompanyCount } from "./company";
import { learnCompany } from "./company-use";
import { type ComponentKeys, placed } from "./identity";
import { count, ordered, type Pairs, pairKey } from "./pairs";
import { learnPauses } from "./pause-use";
import type { Pause } from "./pauses";
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

/** In a storm everything fails beside everything: so many failing components are not learned from. */
const mostAtOnce = 50;

type Use = typeof componentUse.$inferSelect;

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

/** The same where it may have been watched for less: as often as in a day. */
function rateSince(use: Use | undefined, at: Date): number {
  return use ? (rateOf(use, at) ?? use.failures / 24) : 0;
}

function isKind(key: string): boolean {
  return key.startsWith("component:");
}

function rateOf({ failures, firstAt }: Use, at: Date): number | null {
  const hours = (at.getTime() - firstAt.getTime()) / 3_600_000;
  return hours >= 24 ? failures / hours : null;
}

/** An alert that began: what failed, and when the alert had ended before; null where nobody had heard of it. */
export type Failure = { keys: ComponentKeys; rule: string; at: Date; endedBefore: Date | null };

/** Counts failures that begin now; alerts of one component with less than a session's pause are one failure. */
export async function learnFailures(tx: Ctx, alerts: Failure[]): Promise<void> {
  const times = alerts.map(({ at }) => at.getTime());
  if (times.length === 0) return;
  const since = new Date(Math.min(...times) - togetherWithin);
  const named = alerts.flatMap(({ keys }) => Object.values(keys)).filter((key) => key !== null);
  const uses = new Map<string, Use>([
    ...(await tx.db.select().from(componentUse).where(gte(componentUse.lastAt, since)).limit(1_000)).map(
      (use) => [use.component, use] as const,
    ),
    ...(await usesOf(tx, named)),
  ]);
  const pairs: Pairs = new Map();
  const touched = new Set<string>();
  const pauses: Pause[] = [];
  const company = new CompanyCount();
  for (const { keys, rule, at, endedBefore } of alerts.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const { kind, component, scope } = keys;
    // A place begins to fail when nothing there did a moment ago.
    if (scope) note(uses, touched, { key: scope, at, pause: togetherWithin });
    if (!kind || !component) continue;
    pauses.push(...pausesBefore(uses.get(component), at, endedBefore));
    const isNew = note(uses, touched, { key: component, at, pause: sessionPause });
    const here = placed("", scope);
    const beside = [...uses.values()].filter(
      (use) =>
        use.component !== component &&
        use.component.endsWith(here) &&
        Math.abs(at.getTime() - use.lastAt.getTime()) <= togetherWithin,
    );
    if (beside.length <= mostAtOnce) {
      const rate = scope ? rateSince(uses.get(scope), at) : 0;
      accompany(uses, touched, company, { component, rule, beside, rate });
    }
    if (!isNew) continue;
    note(uses, touched, { key: kind, at, pause: -1 });
    if (beside.length <= mostAtOnce)
      for (const other of beside)
        count(pairs, other.component.slice(0, -here.length), kind, at >= other.beganAt);
  }
  await learnPauses(tx, pauses);
  await learnCompany(tx, company.counted());
  const changed = [...touched].flatMap((key) => uses.get(key) ?? []);
  if (changed.length === 0) return;
  await tx.db.execute(
    insertRows(
      componentUse,
      changed,
      sql`on conflict (component) do update set failures = excluded.failures, began_at = excluded.began_at,
        last_at = excluded.last_at, rules = excluded.rules, is_accompanied = excluded.is_accompanied`,
    ),
  );
  if (pairs.size > 0)
    await tx.db.execute(
      insertRows(
        componentPair,
        [...pairs.values()],
        sql`on conflict (first, second) do update set together = component_pair.together + excluded.together,
          in_order = component_pair.in_order + excluded.in_order`,
      ),
    );
}

/** What fails beside each other has company, and `rule` spoke in it. */
function accompany(
  uses: Map<string, Use>,
  touched: Set<string>,
  company: CompanyCount,
  { component, rule, beside, rate }: { component: string; rule: string; beside: Use[]; rate: number },
): void {
  const put = (use: Use) => {
    uses.set(use.component, use);
    touched.add(use.component);
  };
  const own = uses.get(component);
  if (own)
    put(company.speaks(beside.length > 0 ? company.accompanies(own) : own, rule, rate, togetherWithin));
  for (const other of beside) if (!other.isAccompanied) put(company.accompanies(other));
}

/** The pauses that end with an alert of a component, or go on beyond it; none where it is not known how often that fails. */
function pausesBefore(use: Use | undefined, at: Date, endedBefore: Date | null): Pause[] {
  const rate = use && rateOf(use, at);
  if (!use || !rate) return [];
  const since = (then: Date) => Math.max(0, at.getTime() - then.getTime());
  const again: Pause = { kind: "again", length: since(use.lastAt), rate, isEnded: endedBefore === null };
  if (!endedBefore) return [again];
  return [again, { kind: "return", length: since(endedBefore), rate, isEnded: true }];
}

/** People put the two sides together, or took them apart: that outweighs what was counted. */
export async function learnVerdicts(
  tx: Ctx,
  keys: { one: string; other: string }[],
  verdict: 1 | -1,
): Promise<void> {
  const pairs: Pairs = new Map();
  for (const { one, other } of keys) count(pairs, one, other, true);
  if (pairs.size === 0) return;
  const rows = [...pairs.values()].map(({ first, second }) => ({ first, second, verdict }));
  // The last word counts: who splits what was put together does not have to do so twice.
  await tx.db.execute(
    insertRows(
      componentPair,
      rows,
      sql`on conflict (first, second) do update set verdict = case
        when sign(component_pair.verdict) = sign(excluded.verdict) then component_pair.verdict + excluded.verdict
        else excluded.verdict end`,
    ),
  );
}

/** Notes that `key` fails at `at`; true where that is a failure of its own. */
function note(
  uses: Map<string, Use>,
  touched: Set<string>,
  { key, at, pause }: { key: string; at: Date; pause: number },
): boolean {
  const before = uses.get(key);
  touched.add(key);
  const lastAt = before && before.lastAt > at ? before.lastAt : at;
  if (before && at.getTime() - before.lastAt.getTime() <= pause) {
    uses.set(key, { ...before, lastAt });
    return false;
  }
  const failures = (before?.failures ?? 0) + 1;
  const fresh = { rules: [], isAccompanied: false };
  uses.set(key, { component: key, failures, beganAt: at, lastAt, firstAt: before?.firstAt ?? at, ...fresh });
  return true;
}

function list(keys: readonly string[]) {
  return sql`${sql.param([...keys])}::text[]`;
}

async function usesOf(tx: Ctx, components: string[]): Promise<Map<string, Use>> {
  if (components.length === 0) return new Map();
  const rows = await tx.db
    .select()
    .from(componentUse)
    .where(inArray(componentUse.component, [...new Set(components)]));
  return new Map(rows.map((row) => [row.component, row]));
}

function isFailing(use: Use | undefined, at: Date): boolean {
  return use !== undefined && Math.abs(at.getTime() - use.lastAt.getTime()) <= sessionPause;
}

/** How often it failed before the failure that goes on now. */
function earlier(use: Use | undefined, at: Date): number {
  return (use?.failures ?? 0) - (isFailing(use, at) ? 1 : 0);
}
