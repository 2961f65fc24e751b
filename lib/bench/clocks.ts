/** What timers cost at rest: a hundred thousand open tickets, each with clocks that run, and a worker that has nothing to do. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type { Figure } from "./figures";
import { type Installation, onDatabase } from "./installation";
import { consumption } from "./processes";

const tickets = 100_000;
const portion = 5_000;
const settleMs = 20_000;
const watchMs = 30_000;

/** Fills the installation with open tickets and watches its worker. Empty where Linux is not. */
export async function clocksAtRest(installation: Installation): Promise<Figure[]> {
  await onDatabase(installation.databaseUrl, async ({ db }) => {
    for (let from = 1; from <= tickets; from += portion) {
      const until = from + portion - 1;
      await db.execute(sql`
        with made as (
          insert into ticket (source, external_id, subject, status, priority, opened_at, last_event_at, last_customer_at,
            due_at, due_reason, rings_at)
          select 'clocks', n, 'A ticket with clocks ' || n, 'open', 'normal', now(), now(), now(),
            now() + interval '8 hours', 'answer', now() + interval '2 hours' + n * interval '1 second'
          from generate_series(${from}::int, ${until}::int) n
          returning id, opened_at, due_at, rings_at
        )
        insert into sla_clock (ticket_id, kind, policy, target_ms, started_at, used_ms, running_since, due_at, warned, next_at)
        select id, kind, 'standard', 28800000, opened_at, 0, opened_at, due_at, 0, rings_at
        from made cross join unnest(array['first', 'resolution']) as kind`);
    }
    await db.execute(sql`analyze ticket, sla_clock`);
  });
  await sleep(settleMs);
  const before = consumption(installation);
  await sleep(watchMs);
  const after = consumption(installation);
  if (!before || !after) return [];
  const share = (part: "worker" | "Postgres") =>
    ((after[part].cpuSeconds - before[part].cpuSeconds) / (watchMs / 1000)) * 100;
  return [
    {
      measure: `idle worker beside ${tickets / 1000} k open tickets with clocks, of one core`,
      value: share("worker"),
      unit: "%",
      goal: { atMost: 5 },
    },
    { measure: "Postgres beside them, of one core", value: share("Postgres"), unit: "%" },
  ];
}
