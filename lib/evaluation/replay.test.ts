/** A small replay through the product: it learns, gives the same figures again, and goes on where it was broken off. */

import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import type { ReplayReport } from "./model";
import { syntheticDialogues } from "./synthetic-dialogues";
import { onEmptyDatabase, replayed, timeless } from "./testing/replayed";

// 600 take some minutes; these, replayed three times in all, fit into one. New kinds open at a quarter and at a half.
const dialogues = syntheticDialogues(48);
let whole: ReplayReport;
let rows: Record<string, number>;

beforeAll(async () => {
  await onEmptyDatabase(async (ctx) => {
    whole = await replayed(ctx, dialogues);
    const counted = await ctx.db.execute<{ name: string; count: number }>(sql`
      select 'agentRuns' as name, count(*)::int from agent_run
      union all select 'decisions', count(*)::int from decision
      union all select 'labels', count(*)::int from label
      union all select 'graded', count(*)::int from agent_run where grade is not null
      union all select 'closed', count(*)::int from ticket where status = 'closed'
      union all select 'learned', count(*)::int from training_example where up_to_event_id is not null
      union all select 'replies', count(*)::int from ticket_event where kind = 'analyst_reply'
      union all select 'grades learned', count(*)::int from training_example where agent_run_id is not null
      union all select 'decisions learned', count(*)::int from training_example where decision_id is not null
      union all select 'announced', count(*)::int from change
      union all select 'jobs', count(*)::int from dbos.workflow_status`);
    rows = Object.fromEntries(counted.map(({ name, count }) => [name, count]));
  });
}, 600_000);

describe("a replay of invented dialogues", () => {
  test("learns: late in the run most replies are right, and better than the plain baseline", () => {
    const { all, last_quarter, baseline } = whole;
    expect(last_quarter.match).toBeGreaterThan(0.6);
    expect(last_quarter.match).toBeGreaterThan(all.match ?? 1);
    expect(last_quarter.token_f1).toBeGreaterThan(0.65);
    expect(last_quarter.tool_right).toBeGreaterThan(0.7);
    expect(all.hit_at_3).toBeGreaterThanOrEqual(all.match ?? 1);
    expect(all.foreign_number_rate).toBeLessThan(0.02);
    expect(baseline.all.foreign_number_rate).toBeGreaterThan(0.05);
    expect(all.routing[2]?.accuracy).toBeGreaterThan(0.4);
  });

  test("speaks through the product's gate, and what it shows is mostly right", () => {
    expect(whole.all.shown).toBeGreaterThan(0.1);
    expect(whole.all.shown_match).toBeGreaterThan(0.7);
    expect(whole.all.shown_foreign_number_rate).toBe(0);
  });

  test("leaves behind what production would: looks, decisions with labels, grades, training examples", () => {
    const messages = dialogues.flatMap(({ dialogue }) =>
      dialogue.events.filter(({ kind }) => kind === "customer_message" || kind === "tool_result"),
    );
    const replies = dialogues.flatMap(({ dialogue }) =>
      dialogue.events.filter(({ kind }) => kind === "analyst_reply"),
    );
    expect(rows).toMatchObject({
      agentRuns: messages.length,
      closed: dialogues.length,
      learned: dialogues.length,
      replies: replies.length,
    });
    expect(rows.labels).toBe(rows.decisions);
    // What is spoken is decided and what is withheld is graded; how they share depends on how good the engine is.
    expect(rows.decisions).toBeGreaterThan(30);
    expect(rows.graded).toBeGreaterThan(10);
    expect((rows.decisions ?? 0) + (rows.graded ?? 0)).toBeGreaterThan(60);
  });

  test("learns from decisions and grades too, announces nothing and puts no job into the queue", () => {
    expect(rows["grades learned"]).toBeGreaterThan(0);
    expect(rows["decisions learned"]).toBeGreaterThan(0);
    expect(rows).toMatchObject({ announced: 0, jobs: 0 });
  });

  test("broken off and taken up again it gives the same figures", { timeout: 900_000 }, async () => {
    await onEmptyDatabase(async (ctx) => {
      const stop = (done: number, total: number) => {
        if (done > total / 2) throw new Error("Broken off.");
      };
      await expect(replayed(ctx, dialogues, { onProgress: stop })).rejects.toThrow("Broken off.");
      const resumed = await replayed(ctx, dialogues);
      expect(resumed.run.resumed_steps).toBeGreaterThan(100);
      expect(timeless(resumed)).toEqual(timeless(whole));
    });
  });

  test("frozen after a few tickets it never learns the kinds that open later", {
    timeout: 900_000,
  }, async () => {
    const frozen = await onEmptyDatabase((ctx) => replayed(ctx, dialogues, { freezeAfter: 10 }));
    expect(frozen.last_quarter.match).toBeLessThan((whole.last_quarter.match ?? 0) - 0.1);
    expect(frozen.notes).toContain("Learning stopped after 10 closed tickets.");
  });
});
