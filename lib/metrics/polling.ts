/** Sources that are asked: the queries of a PromQL endpoint, each as often as its source says, by one worker at a time. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { metricSource } from "#db/schema/metrics";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { AppError } from "#lib/platform/errors";
import { postForAnswer } from "#lib/platform/outgoing/post";
import { openToken } from "#lib/secrets/token";
import { addSeries, type Batch, newBatch, storable } from "./formats/batch";
import { ingestSeries } from "./ingest";

const longestAnswer = 16_000_000;
const timeout = 20_000;
/** Series that one query may answer with. */
const mostSeries = 10_000;

/** What the query API answers. */
const Sample = z.tuple([z.number(), z.string()]);
const Answer = z.object({
  status: z.literal("success"),
  data: z.object({
    resultType: z.enum(["vector", "matrix", "scalar"]),
    result: z.union([
      Sample,
      z.array(
        z.object({
          metric: z.record(z.string(), z.string()),
          value: Sample.optional(),
          values: z.array(Sample).optional(),
        }),
      ),
    ]),
  }),
});

/** Asks the sources whose time has come; returns how many there were. */
export async function pollSources(ctx: Ctx): Promise<number> {
  const now = ctx.now().toISOString();
  // Taken before it is asked, so that two workers do not both ask.
  const due = await ctx.db.execute<typeof metricSource.$inferSelect & { stepSeconds: number }>(sql`
    update metric_source set polled_at = ${now}::timestamptz
    where kind = 'promql' and enabled
      and (polled_at is null or polled_at + make_interval(secs => step_seconds) <= ${now}::timestamptz)
    returning id, url, queries, bearer, step_seconds as "stepSeconds"`);
  await Promise.all(due.map((source) => pollSource(ctx, source)));
  return due.length;
}

async function pollSource(
  ctx: Ctx,
  source: { id: string; url: string | null; queries: string[]; bearer: string | null },
): Promise<void> {
  const faults: string[] = [];
  const batch = newBatch();
  for (const query of source.queries) {
    const fault = await ask(ctx, source, { query, batch });
    if (fault) faults.push(`${query.slice(0, 100)}: ${fault}`);
  }
  await withTransaction(ctx, async (tx) => {
    await ingestSeries(tx, source.id, batch.series, tx.now());
    await tx.db
      .update(metricSource)
      .set({ lastPollError: faults.length > 0 ? faults.join("\n").slice(0, 2_000) : null })
      .where(sql`${metricSource.id} = ${source.id}`);
  });
}

/** Asks one query and adds what is answered; returns what went wrong, in a sentence. */
async function ask(
  ctx: Ctx,
  { id, url, bearer }: { id: string; url: string | null; bearer: string | null },
  { query, batch }: { query: string; batch: Batch },
): Promise<string | null> {
  const body = Buffer.from(
    new URLSearchParams({ query, time: String(ctx.now().getTime() / 1000) }).toString(),
  );
  let token: string | null = null;
  try {
    if (bearer && url) token = await openToken(ctx, bearer, { url, by: `metric source ${id}` });
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    accept: "application/json",
    "user-agent": "Vigil",
    ...(token && { authorization: `Bearer ${token}` }),
  };
  const answered = await postForAnswer(
    { url: `${(url ?? "").replace(/(?<!\/)\/+$/, "")}/api/v1/query`, headers, body },
    { mayReachInside: env().VIGIL_OUTGOING_PRIVATE, timeout, mostBytes: longestAnswer },
  );
  if (answered.outcome !== "delivered") return answered.reason;
  return readAnswer(answered.body, { query, batch });
}

/** A name that stands for the query itself where its answer has none. */
function readAnswer(body: Uint8Array, { query, batch }: { query: string; batch: Batch }): string | null {
  const answer = Answer.safeParse(jsonOf(body));
  if (!answer.success) return "The answer is not one of Prometheus' query API.";
  const { result } = answer.data.data;
  const rows = isSample(result) ? [{ metric: {}, value: result }] : result;
  if (rows.length > mostSeries) return `The answer has more than ${mostSeries} series.`;
  for (const { metric, value, values = value ? [value] : [] } of rows) {
    const { __name__: name = query.slice(0, 300), ...labels } = metric;
    addSeries(batch, {
      name: storable(name),
      labels: Object.entries(labels).map(([label, text]) => [storable(label), storable(text)]),
      unit: "",
      // A query that wants a rate says so; a bare counter is told by its name.
      isCounter: metric.__name__ === undefined ? false : null,
      times: values.map(([seconds]) => Math.round(seconds * 1000)),
      values: values.map(([, text]) => numberOf(text)),
    });
  }
  return null;
}

function isSample(result: z.infer<typeof Answer>["data"]["result"]): result is [number, string] {
  return typeof result[0] === "number";
}

function numberOf(text: string): number {
  if (/^[+-]?Inf$/i.test(text))
    return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
