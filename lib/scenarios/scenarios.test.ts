/** Scenarios are played for real, and leave nothing behind. */

import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { openApprentice } from "#lib/agent/apprentice-state";
import { investigator } from "#lib/investigation/investigator";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { noQueryEmbedding } from "#lib/models/query-embedding";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { defaultGateSettings } from "#lib/policy/gate/gate";
import { toolbox } from "#lib/tools/registry";
import { Scenario } from "./model";
import { runScenarios, type Stage } from "./run";

const mira = { name: "Mira Castellane" };
const message = (text: string, at?: number) => ({ kind: "customer_message", text, ...(at && { at }) });
const scenario = (given: object) =>
  Scenario.parse({ id: "one", ticket: { subject: "A question" }, customer: mira, expect: {}, ...given });

async function stage(ctx: Ctx): Promise<Stage> {
  return {
    ctx,
    environment: "current",
    languageOf: () => null,
    ports: {
      apprentice: await openApprentice(systemCtx("learning", ctx.db)),
      tools: toolbox([]),
      investigator,
      calls: modelCalls(usualLimits),
      embedQuery: noQueryEmbedding,
      endpoint: async () => null,
      policy: async () => ({ gate: { ...defaultGateSettings, exploration: 0 } }),
    },
  };
}

async function run(ctx: Ctx, given: object) {
  const { results } = await runScenarios(await stage(ctx), [scenario(given)]);
  const [result] = results;
  if (!result) throw new Error("The scenario left no result.");
  return result;
}

/** Rows of every table of the product and of the job queue. */
async function rowCounts(ctx: Ctx): Promise<Record<string, number>> {
  const tables = await ctx.db.execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'dbos')`);
  const counts = [];
  for (const { name } of tables) {
    const [row] = await ctx.db.execute<{ rows: number }>(
      sql`select count(*)::int as rows from ${sql.raw(name)}`,
    );
    counts.push([name, row?.rows ?? 0] as const);
  }
  return Object.fromEntries(counts);
}

test("every kind of event is played, and nothing of it stays", async ({ ctx }) => {
  const before = await rowCounts(ctx);
  const result = await run(ctx, {
    events: [
      message("Our server hangs."),
      {
        kind: "tool_result",
        tool: "describe_instance",
        arguments: { instance: "vm-1" },
        result: { state: "stopped" },
      },
      { kind: "analyst_reply", text: "Hello Mira, it was stopped; it runs again." },
      { kind: "analyst_reply", text: "Does it work?", by: "other_channel" },
      { kind: "alert_firing", labels: { alertname: "Down" }, at: -30 },
      { kind: "alert_resolved", labels: { alertname: "Down" }, at: -20, startsAt: -30 },
      { kind: "status_change", status: "solved" },
    ],
    expect: { abstains: true, status: "solved", due: null },
  });
  expect(result).toMatchObject({ error: null, failures: [], passed: true });
  expect(await rowCounts(ctx)).toEqual(before);
});

test("an urgent request without an answer is handed over, and the report says so", async ({ ctx }) => {
  const result = await run(ctx, {
    ticket: { subject: "Everything is down", priority: "urgent" },
    events: [message("Everything is down since noon.")],
    expect: { abstains: true, first: { kind: "escalation" } },
  });
  expect(result.passed).toBe(false);
  expect(result.failures).toHaveLength(1);
  expect(result.shown?.cards).toMatchObject([{ kind: "escalation", isOpen: true }]);
});

test("timers that fall due between two events ring", async ({ ctx }) => {
  const cardsAfter = async (seconds: number) => {
    const events = [message("Our server hangs.", -seconds), message("Anybody there?")];
    const { error, shown } = await run(ctx, { events });
    expect(error).toBeNull();
    return shown?.cards.length ?? 0;
  };
  expect(await cardsAfter(30 * 86_400)).toBeGreaterThan(await cardsAfter(60));
});

test("a scenario that cannot be played fails with the reason, and the next one is played", async ({
  ctx,
}) => {
  const impossible = scenario({ id: "impossible", events: [{ kind: "analyst_reply", text: "Hello." }] });
  const good = scenario({ id: "good", events: [message("Thank you.")] });
  const report = await runScenarios(await stage(ctx), [impossible, good]);
  expect(report).toMatchObject({ scenarios: 2, passed: 1, failed: 1 });
  expect(report.results[0]?.error).toContain("before there is a ticket");
});

test("a scenario for a language model needs one", async ({ ctx }) => {
  const result = await run(ctx, { engine: "llm", events: [message("Hello")] });
  expect(result).toMatchObject({ passed: false, error: expect.stringContaining("No language model") });
});
