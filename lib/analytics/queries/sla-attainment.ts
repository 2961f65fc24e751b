/** How often each policy was kept, by what it promises. */
import { and, type SQL, sql } from "drizzle-orm";
import { slaClock } from "#db/schema/sla";
import { readSetting } from "#lib/settings/queries";
import { type ClockKind, clockKinds } from "#lib/sla/model";
import { type Chart, count, countIf, during, ofQueue, perCategory, sumOf } from "../chart";

/** A clock that stopped in time. */
export const isMet = sql`${slaClock.stoppedAt} is not null and ${slaClock.breachedAt} is null`;

/** A clock whose time was up before it stopped. */
export function isMissed(now: Date): SQL {
  return sql`(${slaClock.breachedAt} is not null or (${slaClock.stoppedAt} is null and ${slaClock.dueAt} < ${now.toISOString()}::timestamptz))`;
}

export const slaAttainment: Chart = {
  title: "SLA attainment by policy",
  section: "Service levels",
  definition:
    "Of the clocks that started in the range and have stopped, or whose time is up: the share that was met, by policy. Policies that promise nothing of a kind show none.",
  kind: "table",
  format: "percent",
  sampleUnit: "clocks",
  rowsView: "active",
  untilThen: "Clocks start with the next message that waits for an answer.",
  async load(ctx, range) {
    const [{ policies }, rows] = await Promise.all([
      readSetting(ctx, "sla.policies"),
      ctx.db
        .select({
          policy: slaClock.policy,
          kind: slaClock.kind,
          met: countIf(isMet),
          missed: countIf(isMissed(ctx.now())),
        })
        .from(slaClock)
        .where(and(during(slaClock.startedAt, range), ofQueue(slaClock.ticketId, range)))
        .groupBy(slaClock.policy, slaClock.kind),
    ]);
    const decided = rows.filter(({ met, missed }) => met + missed > 0);
    const names = new Map(policies.map(({ key, name }) => [key, name]));
    const order = [...new Set([...names.keys(), ...decided.map(({ policy }) => policy)])];
    const shares = order
      .filter((policy) => decided.some((row) => row.policy === policy))
      .map((policy) => ({
        x: names.get(policy) ?? `${policy} (removed)`,
        of: (kind: ClockKind) => decided.find((row) => row.policy === policy && row.kind === kind),
      }));
    const share = (kind: ClockKind) => (row: (typeof shares)[number]) => {
      const found = row.of(kind);
      return found ? found.met / (found.met + found.missed) : null;
    };
    const series = Object.fromEntries(clockKinds.map((kind) => [kindWords[kind], share(kind)]));
    return { points: perCategory(shares, series), sample: sumOf(decided, (row) => row.met + row.missed) };
  },
};

const kindWords = {
  first: "First reply",
  next: "Next reply",
  resolution: "Resolution",
} as const satisfies Record<ClockKind, string>;

export const slaBreaches: Chart = {
  title: "SLA breaches",
  section: "Service levels",
  definition: "Clocks whose time ran out, by the day it did (UTC).",
  kind: "bar",
  format: "number",
  unit: "clocks",
  sampleUnit: "breaches",
  stacked: true,
  rowsView: "active",
  untilThen: "No clock has run out in this range.",
  async load(ctx, range) {
    const day = sql<string>`to_char(${slaClock.breachedAt} at time zone 'UTC', 'YYYY-MM-DD')`;
    const rows = await ctx.db
      .select({ day, kind: slaClock.kind, count })
      .from(slaClock)
      .where(and(during(slaClock.breachedAt, range), ofQueue(slaClock.ticketId, range)))
      .groupBy(day, slaClock.kind);
    const kinds = clockKinds.filter((kind) => rows.some((row) => row.kind === kind));
    const of = (x: string, kind: ClockKind) =>
      rows.find((row) => row.day === x && row.kind === kind)?.count ?? 0;
    const points = range.days.flatMap((x) =>
      kinds.map((kind) => ({ x, series: kindWords[kind], y: of(x, kind) })),
    );
    return { points, sample: sumOf(rows, (row) => row.count) };
  },
};
