/** Learns from what fails, and from what people put together or take apart. */
import { gte, sql } from "drizzle-orm";
import { insertRows } from "#db/json";
import { componentPair, componentUse } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { CompanyCount } from "./company";
import { learnCompany } from "./company-use";
import { mostAtOnce, rateOf, type Use, usesOf } from "./component-use";
import { type ComponentKeys, placed } from "./identity";
import { count, type Pairs } from "./pairs";
import { learnPauses } from "./pause-use";
import type { Pause } from "./pauses";
import { sessionPause, togetherWithin } from "./relation";

/** An alert that began: what failed, and when the alert had ended before; null where nobody had heard of it. */
export type Failure = { keys: ComponentKeys; rule: string; at: Date; endedBefore: Date | null };

/** Counts failures that begin now; alerts of one component with less than a session's pause are one failure. */
export async function learnFailures(tx: Ctx, alerts: Failure[]): Promise<void> {
  const times = alerts.map(({ at }) => at.getTime());
  if (times.length === 0) return;
  const since = new Date(Math.min(...times) - togetherWithin);
  const named = alerts.flatMap(({ keys }) => Object.values(keys)).filter((key) => key !== null);
  const [lately, own] = await Promise.all([
    tx.db.select().from(componentUse).where(gte(componentUse.lastAt, since)).limit(1_000),
    usesOf(tx, named),
  ]);
  const uses = new Map<string, Use>([...lately.map((use) => [use.component, use] as const), ...own]);
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
  if (own) {
    const isFollowing = beside.some(({ beganAt }) => beganAt < own.beganAt);
    const spoken = { rule, rate, window: togetherWithin, isFollowing };
    put(company.speaks(beside.length > 0 ? company.accompanies(own) : own, spoken));
  }
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

/** How often it fails, an hour; where it was watched for less than a day, as often as in one. */
function rateSince(use: Use | undefined, at: Date): number {
  return use ? (rateOf(use, at) ?? use.failures / 24) : 0;
}
