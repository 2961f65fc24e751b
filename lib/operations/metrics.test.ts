/** The figures Prometheus reads are those of the database, and the text is one it can read. */
import { expect } from "vitest";
import { arrives, runsOn, testPorts } from "#lib/agent/testing/environment";
import { noteCall, noteFailedCall, saveUsage } from "#lib/models/model-usage";
import { systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { exposition } from "./exposition";
import { metrics } from "./metrics";

test("arrivals, runs, waiting jobs and model calls are counted, and counters never fall", async ({
  ctx,
  db,
}) => {
  const read = async () => readText(exposition(await metrics(systemCtx("metrics", db))));
  await read();
  const before = await read();
  const ports = await testPorts(ctx);
  for (let count = 0; count < 3; count++)
    await runsOn(ctx, await arrives(ctx, { body: "Where is it?" }), ports);
  noteCall("fake-1", { inputTokens: 120, outputTokens: 30 });
  noteFailedCall("fake-1");
  await saveUsage(systemCtx("usage", db));
  // What is new may be about to be committed: it counts at the look after next.
  await read();
  const after = await read();
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  expect(grown('vigil_arrivals_total{kind="customer_message"}')).toBe(3);
  expect(grown("vigil_agent_run_seconds_count")).toBe(3);
  expect(grown('vigil_agent_run_seconds_bucket{le="+Inf"}')).toBe(3);
  expect(grown('vigil_jobs_waiting{queue="ticket",state="delayed"}')).toBe(3);
  expect(grown('vigil_model_calls_total{model="fake-1"}')).toBe(2);
  expect(grown('vigil_model_failures_total{model="fake-1"}')).toBe(1);
  expect(grown('vigil_model_input_tokens_total{model="fake-1"}')).toBe(120);
  expect(after.get("vigil_database_connections_limit")).toBe(60);
  for (const [name, value] of before)
    if (/_total|_bucket|_sum|_count/.test(name)) expect(after.get(name), name).toBeGreaterThanOrEqual(value);
});

test("labels and help are escaped, and a histogram ends with everything", () => {
  const text = exposition([
    { name: "a", help: "one\ntwo", kind: "gauge", samples: [{ labels: { model: 'x"\\\n' }, value: 1.5 }] },
    { name: "h", help: "h", kind: "histogram", buckets: [[0.1, 2]], sum: 3, count: 4 },
  ]);
  expect(text).toContain('# HELP a one\\ntwo\n# TYPE a gauge\na{model="x\\"\\\\\\n"} 1.5\n');
  expect(text).toContain('h_bucket{le="0.1"} 2\nh_bucket{le="+Inf"} 4\nh_sum 3\nh_count 4\n');
});

/** Samples by name and labels; throws at a line that is none. */
function readText(text: string): Map<string, number> {
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    samples.map((line) => {
      const [, name = "", value] =
        /^([a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})?) (\S+)$/.exec(line) ?? [];
      if (!name || !Number.isFinite(Number(value))) throw new Error(`Not a sample: ${line}`);
      return [name, Number(value)] as const;
    }),
  );
}
