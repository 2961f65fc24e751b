/**
 * Totals over tables that only grow, without reading them again: once whole, then what was added since. Every web
 * process comes to the same figures, and so does one that was started anew, so that counters never fall.
 */
import { sql } from "drizzle-orm";
import { processWide } from "#db/process-wide";
import type { Ctx } from "#lib/platform/context";

/** Bounds of the histograms, in seconds. */
export const bounds = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] as const;

export type Totals = {
  /** Events by their kind. */
  events: Map<string, number>;
  /** Runs by outcome. */
  runs: Map<string, number>;
  /** Runs whose duration lies at or below each bound, and all of them. */
  durations: number[];
  durationSum: number;
};

/** Newest rows: those up to `counted` are in the totals, those up to `seen` were there at the last look. */
type Place = { counted: number; seen: number };
type State = { events: Place; runs: Place; totals: Totals };

const counted = processWide<State>("totals");

/** The totals as of the look before this one: a row with a lower number may have been about to be committed then. */
export async function totals(ctx: Ctx): Promise<Totals> {
  const known = counted.value;
  const [newest] = await ctx.db.execute<{ event: number; run: number }>(sql`
    select coalesce((select max(id) from ticket_event), 0)::float8 as event,
      coalesce((select max(id) from agent_run), 0)::float8 as run`);
  const to = { event: known?.events.seen ?? newest?.event ?? 0, run: known?.runs.seen ?? newest?.run ?? 0 };
  const [events, runs] = await Promise.all([
    eventsBetween(ctx, known?.events.counted ?? 0, to.event),
    runsBetween(ctx, known?.runs.counted ?? 0, to.run),
  ]);
  const sum = copyOf(known?.totals ?? nothing());
  for (const { kind, count } of events) add(sum.events, kind, count);
  for (const { outcome, count, seconds, within } of runs) {
    add(sum.runs, outcome, count);
    sum.durationSum += seconds;
    sum.durations = sum.durations.map((before, index) => before + (within[index] ?? 0));
  }
  // Of two looks at once the later one must not add the same rows again.
  if (counted.value === known)
    counted.value = {
      events: { counted: to.event, seen: newest?.event ?? 0 },
      runs: { counted: to.run, seen: newest?.run ?? 0 },
      totals: sum,
    };
  return sum;
}

function eventsBetween(ctx: Ctx, after: number, to: number) {
  return ctx.db.execute<{ kind: string; count: number }>(sql`
    select kind, count(*)::int as count from ticket_event where id > ${after}::bigint and id <= ${to}::bigint group by kind`);
}

function runsBetween(ctx: Ctx, after: number, to: number) {
  const within = bounds.map(
    (bound) => sql`count(*) filter (where duration_ms <= ${bound * 1_000}::float8)::int`,
  );
  return ctx.db.execute<{ outcome: string; count: number; seconds: number; within: number[] }>(sql`
    select outcome, count(*)::int as count, coalesce(sum(duration_ms), 0)::float8 / 1000 as seconds,
      array_to_json(array[${sql.join(within, sql`, `)}]) as within
    from agent_run where id > ${after}::bigint and id <= ${to}::bigint group by outcome`);
}

function nothing(): Totals {
  return { events: new Map(), runs: new Map(), durations: bounds.map(() => 0), durationSum: 0 };
}

function copyOf({ events, runs, durations, durationSum }: Totals): Totals {
  return { events: new Map(events), runs: new Map(runs), durations: [...durations], durationSum };
}

function add(counts: Map<string, number>, key: string, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}
