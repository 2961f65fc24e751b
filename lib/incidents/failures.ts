/** Learns which components fail at a time: each failure of one is counted with those that fail beside it. */
import { and, gte, inArray, or, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { componentPair, componentUse } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { belongTogether, type Counts, sessionPause, togetherWithin } from "./relation";

/** What is known of a component that another one may fail with. */
export type Partner = Counts & { key: string; related: boolean };

/** In a storm everything fails beside everything: so many failing components teach nothing. */
const mostAtOnce = 50;

type Use = typeof componentUse.$inferSelect;

/** For each of `keys`, components or series, what is known to belong to it or is known not to. */
export async function partnersOf(tx: Ctx, keys: string[], at: Date): Promise<Map<string, Partner[]>> {
  const partners = new Map<string, Partner[]>();
  if (keys.length === 0) return partners;
  const pairs = await tx.db
    .select()
    .from(componentPair)
    .where(
      and(
        or(inArray(componentPair.first, keys), inArray(componentPair.second, keys)),
        sql`(${componentPair.together} >= 2 or ${componentPair.verdict} <> 0)`,
      ),
    );
  const uses = await usesOf(
    tx,
    pairs.flatMap(({ first, second }) => [first, second]),
  );
  const asked = new Set(keys);
  for (const { first, second, together, verdict } of pairs) {
    const [one, other] = [uses.get(first), uses.get(second)];
    const [few, many] = [earlier(one, at), earlier(other, at)].sort((a, b) => a - b);
    const since = Math.max(one?.firstAt.getTime() ?? 0, other?.firstAt.getTime() ?? 0);
    // Both fail just now: that they do was counted when the second began.
    const isCounted = isFailing(one, at) && isFailing(other, at);
    const counts = {
      together: together - (isCounted ? 1 : 0),
      of: few ?? 0,
      others: many ?? 0,
      over: at.getTime() - since,
      verdict,
    };
    const related = belongTogether(counts);
    for (const [key, partner] of [
      [first, second],
      [second, first],
    ] as const)
      if (asked.has(key))
        partners.set(key, [...(partners.get(key) ?? []), { key: partner, related, ...counts }]);
  }
  return partners;
}

/** Counts failures that begin now; alerts of one component with less than a session's pause are one failure. */
export async function learnFailures(tx: Ctx, alerts: { component: string; at: Date }[]): Promise<void> {
  const [first] = alerts;
  if (!first) return;
  const since = new Date(Math.min(...alerts.map(({ at }) => at.getTime())) - togetherWithin);
  const active = await tx.db.select().from(componentUse).where(gte(componentUse.lastAt, since)).limit(500);
  const uses = new Map<string, Use>([
    ...active.map((use) => [use.component, use] as const),
    ...(await usesOf(
      tx,
      alerts.map(({ component }) => component),
    )),
  ]);
  const pairs = new Map<string, { first: string; second: string; together: number }>();
  const touched = new Set<string>();
  for (const { component, at } of alerts.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    touched.add(component);
    const before = uses.get(component);
    const goesOn = before && at.getTime() - before.lastAt.getTime() <= sessionPause;
    if (goesOn) {
      if (at > before.lastAt) uses.set(component, { ...before, lastAt: at });
      continue;
    }
    const beside = [...uses.values()].filter(
      (use) => use.component !== component && Math.abs(at.getTime() - use.lastAt.getTime()) <= togetherWithin,
    );
    uses.set(component, {
      component,
      failures: (before?.failures ?? 0) + 1,
      beganAt: at,
      lastAt: at,
      firstAt: before?.firstAt ?? at,
    });
    if (beside.length > mostAtOnce) continue;
    for (const other of beside) count(pairs, component, other.component);
  }
  const changed = [...touched].flatMap((component) => uses.get(component) ?? []);
  await tx.db.execute(
    insertRows(
      componentUse,
      changed,
      sql`on conflict (component) do update set failures = excluded.failures, began_at = excluded.began_at,
        last_at = excluded.last_at`,
    ),
  );
  if (pairs.size > 0)
    await tx.db.execute(
      insertRows(
        componentPair,
        [...pairs.values()],
        sql`on conflict (first, second) do update set together = component_pair.together + excluded.together`,
      ),
    );
}

/** People put the two sides together, or took them apart: that outweighs what was counted. */
export async function learnVerdicts(
  tx: Ctx,
  keys: { one: string; other: string }[],
  verdict: 1 | -1,
): Promise<void> {
  const pairs = new Map<string, { first: string; second: string; together: number }>();
  for (const { one, other } of keys) if (one !== other) count(pairs, one, other);
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

function count(
  pairs: Map<string, { first: string; second: string; together: number }>,
  one: string,
  other: string,
): void {
  const [first, second] = one < other ? [one, other] : [other, one];
  const key = JSON.stringify([first, second]);
  pairs.set(key, { first, second, together: (pairs.get(key)?.together ?? 0) + 1 });
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
