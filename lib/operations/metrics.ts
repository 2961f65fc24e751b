/** What Prometheus scrapes: arrivals, queues, runs, model calls, deliveries, learning and connections of the installation. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { startingKinds } from "#lib/tickets/model";
import { bounds, totals } from "./counted";
import type { Metric, Sample } from "./exposition";

/** All figures; one that a query gives stands under the name it has in the documentation. */
export async function metrics(ctx: Ctx): Promise<Metric[]> {
  const [counted, queues, usage, deliveries, state] = await Promise.all([
    totals(ctx),
    queueSamples(ctx),
    usageRows(ctx),
    deliveryRows(ctx),
    stateOf(ctx),
  ]);
  const arrivals = startingKinds.map((kind) => ({
    labels: { kind },
    value: counted.events.get(kind) ?? 0,
  }));
  const runs = [...counted.runs].map(([outcome, value]) => ({ labels: { outcome }, value }));
  const by = (value: keyof Omit<UsageRow, "model">) =>
    usage.map((row) => ({ labels: { model: row.model }, value: row[value] }));
  return [
    gauge("vigil_workers", "Workers alive.", [{ value: state.workers }]),
    counter("vigil_arrivals_total", "Events that came in, by kind.", arrivals),
    gauge("vigil_jobs_waiting", "Jobs that wait or run, by queue.", queues.waiting),
    gauge("vigil_job_age_seconds", "Age of the oldest job that is due, by queue.", queues.age),
    counter("vigil_agent_runs_total", "Agent runs, by outcome.", runs),
    {
      name: "vigil_agent_run_seconds",
      help: "How long an agent run took.",
      kind: "histogram",
      buckets: bounds.map((bound, index): [number, number] => [bound, counted.durations[index] ?? 0]),
      sum: counted.durationSum,
      count: [...counted.runs.values()].reduce((sum, value) => sum + value, 0),
    },
    counter("vigil_model_calls_total", "Calls of a model endpoint.", by("calls")),
    counter("vigil_model_failures_total", "Calls of a model endpoint that failed.", by("failures")),
    counter("vigil_model_input_tokens_total", "Tokens sent to a model.", by("inputTokens")),
    counter("vigil_model_output_tokens_total", "Tokens a model wrote.", by("outputTokens")),
    gauge("vigil_deliveries", "Replies on their way out, by status.", deliveries),
    gauge("vigil_learning_age_seconds", "Age of the saved state of the apprentice.", [
      { value: state.learnt },
    ]),
    gauge("vigil_tickets_awaiting_run", "Tickets the agent has not looked at yet.", [
      { value: state.awaitingRun },
    ]),
    gauge("vigil_database_connections", "Connections to the database, by state.", state.connections),
    gauge("vigil_database_connections_limit", "Connections the database allows.", [{ value: state.limit }]),
    gauge("vigil_database_bytes", "Size of the database.", [{ value: state.bytes }]),
  ];
}

const gauge = (name: string, help: string, samples: Sample[]): Metric => ({
  name,
  help,
  kind: "gauge",
  samples,
});
const counter = (name: string, help: string, samples: Sample[]): Metric => ({
  name,
  help,
  kind: "counter",
  samples,
});

async function queueSamples(ctx: Ctx): Promise<{ waiting: Sample[]; age: Sample[] }> {
  const rows = await ctx.db.execute<{ queue: string; state: string; count: number; age: number }>(sql`
    select queue_name as queue, lower(status) as state, count(*)::int as count,
      coalesce(max(extract(epoch from clock_timestamp()) - created_at / 1000.0) filter (where status = 'ENQUEUED'), 0)::float8 as age
    from dbos.workflow_status where status in ('ENQUEUED', 'PENDING', 'DELAYED') and queue_name is not null
    group by queue_name, status`);
  const oldest = new Map<string, number>();
  for (const { queue, age } of rows) oldest.set(queue, Math.max(oldest.get(queue) ?? 0, age));
  return {
    waiting: rows.map(({ queue, state, count }) => ({ labels: { queue, state }, value: count })),
    age: [...oldest].map(([queue, value]) => ({ labels: { queue }, value })),
  };
}

type UsageRow = { model: string; calls: number; failures: number; inputTokens: number; outputTokens: number };

function usageRows(ctx: Ctx): Promise<UsageRow[]> {
  return ctx.db.execute<UsageRow>(sql`
    select model, sum(calls)::float8 as calls, sum(failures)::float8 as failures,
      sum(input_tokens)::float8 as "inputTokens", sum(output_tokens)::float8 as "outputTokens"
    from model_usage group by model order by model`);
}

async function deliveryRows(ctx: Ctx): Promise<Sample[]> {
  const rows = await ctx.db.execute<{ status: string; count: number }>(
    sql`select status, count(*)::int as count from delivery group by status`,
  );
  return rows.map(({ status, count }) => ({ labels: { status }, value: count }));
}

async function stateOf(ctx: Ctx) {
  const [[row], connections] = await Promise.all([
    ctx.db.execute<{
      workers: number;
      learnt: number;
      awaitingRun: number;
      limit: number;
      bytes: number;
    }>(sql`
      select (select count(*)::int from executor where seen_at > clock_timestamp() - interval '5 seconds') as workers,
        coalesce((select extract(epoch from clock_timestamp() - max(updated_at))::float8 from learned_state), 0) as learnt,
        (select count(*)::int from ticket where agent_state = 'running'
          and status in ('new', 'open', 'waiting', 'on_hold')) as "awaitingRun",
        current_setting('max_connections')::int as limit,
        pg_database_size(current_database())::float8 as bytes`),
    ctx.db.execute<{ state: string; count: number }>(sql`
      select coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' group by 1`),
  ]);
  return {
    workers: row?.workers ?? 0,
    learnt: row?.learnt ?? 0,
    awaitingRun: row?.awaitingRun ?? 0,
    limit: row?.limit ?? 0,
    bytes: row?.bytes ?? 0,
    connections: connections.map(({ state, count }) => ({ labels: { state }, value: count })),
  };
}
