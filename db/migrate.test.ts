/** The schema as migrated: guards that no command may get round. */
import { readFile } from "node:fs/promises";
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { trainingExample } from "#db/schema/agent";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { recordExamples } from "#lib/agent/commands";
import { replayRuns } from "#lib/evaluation/queries";
import { systemCtx } from "#lib/platform/context";
import { test, testDatabase } from "#lib/platform/testing/database";
import { readSetting } from "#lib/settings/queries";
import { gradeAgentRun } from "#lib/suggestions/commands";
import { Ranking, Suggestion } from "#lib/suggestions/model";
import { alternativesOf, Draft } from "#lib/suggestions/step";
import { person, ticketWithProposal } from "#lib/suggestions/testing/fixtures";
import { migrateDatabase } from "./migrate";

test("the timeline is append-only", async ({ db }) => {
  const at = new Date();
  const [row] = await db
    .insert(ticket)
    .values({ source: "test", subject: "Disk full", openedAt: at, lastEventAt: at })
    .returning();
  const ticketId = row?.id ?? 0;
  await db
    .insert(ticketEvent)
    .values({ ticketId, kind: "note", at, actorKind: "system", actorName: "test", source: "test" });
  const change = db.execute(sql`update ticket_event set body = 'x' where ticket_id = ${ticketId}`);
  await expect(change).rejects.toMatchObject({ cause: { message: "ticket_event is append-only" } });
});

test("migrating twice at once is harmless", async () => {
  const { url } = await testDatabase();
  await expect(Promise.all([migrateDatabase(url), migrateDatabase(url)])).resolves.toBeDefined();
});

test("briefs written before their lines named events can still be read", async ({ ctx }) => {
  const { suggestion: written } = await ticketWithProposal(ctx, { kind: "escalation" });
  const isOurs = eq(suggestion.id, written.id);
  const before = JSON.stringify({ brief: { known: ["It is full."], tried: [], open: ["Why?"] } });
  await ctx.db
    .update(suggestion)
    .set({ payload: sql`${before}::text::jsonb` })
    .where(isOurs);
  const migration = await readFile(new URL("./migrations/0019_brief_lines.sql", import.meta.url), "utf8");
  for (const statement of migration.split("--> statement-breakpoint")) await ctx.db.execute(statement);
  const [row] = await ctx.db.select().from(suggestion).where(isOurs);
  expect(Suggestion.parse(row)).toMatchObject({
    payload: {
      brief: {
        about: { text: "Disk full" },
        known: [{ text: "It is full." }],
        tried: [],
        open: [{ text: "Why?" }],
      },
    },
  });
});

test("queues in which the agent was silent become rules on how far it goes", async ({ ctx }) => {
  const write = (key: string, value: unknown) =>
    ctx.db.execute(sql`insert into setting (key, value, updated_by, updated_at)
      values (${key}, ${JSON.stringify(value)}::text::jsonb, 'test', now())
      on conflict (key) do update set value = excluded.value`);
  const urgent = { queueId: 3, priority: "urgent", level: "record" };
  const known = { queueId: 4, priority: null, level: "record" };
  await write("policy.reach", { rules: [urgent, known] });
  await write("policy.muted", { queueIds: [3, 4, 5] });
  const migration = await readFile(new URL("./migrations/0044_budgets.sql", import.meta.url), "utf8");
  const [, ...statements] = migration.split("--> statement-breakpoint");
  for (const statement of statements) await ctx.db.execute(statement);
  const { rules } = await readSetting(ctx, "policy.reach");
  const off = (queueId: number) => ({ queueId, priority: null, level: "off" });
  expect(rules).toEqual([urgent, known, off(3), off(5)]);
  await write("policy.reach", { rules: [] });
});

test("a grade that the release before this one queued is learned from, whatever it calls its run", async ({
  ctx,
}) => {
  const { suggestion: written, ticketId } = await ticketWithProposal(ctx);
  const { agentRunId } = written;
  await gradeAgentRun(await person(ctx), { agentRunId, grade: "should_have_stayed_silent" });
  const queued = JSON.parse(JSON.stringify({ ticketId, considerationId: agentRunId }));
  expect(await recordExamples(systemCtx("learning", ctx.db), { examples: [queued] })).toBe(1);
  const of = eq(trainingExample.agentRunId, agentRunId);
  const [example] = await ctx.db.select().from(trainingExample).where(of);
  expect(example).toMatchObject({ upToEventId: null, facts: { kind: "grade", good: false } });
});

test("a replay that the release before this one kept is listed", async ({ ctx }) => {
  const few = { points: 1, coverage_at_precision: [] };
  const figures = { ...few, tool_calls: 0, routing: [], consideration_ms: {} };
  const run = { considerations: 12, seconds: 1, considerations_per_second: 12, learn_ms: {} };
  const kept = {
    file: "dialogues.jsonl",
    options: {},
    drafted_by: "apprentice",
    pipeline_version: "1",
    tickets: 1,
    all: figures,
    last_quarter: figures,
    baseline: { all: few, last_quarter: few },
    curve_by_closed: [],
    curve_by_closed_of_kind: [],
    run: { ...run, peak_memory_mb: 1, resumed_steps: 0 },
    notes: [],
    definitions: {},
  };
  await ctx.db.execute(sql`insert into replay_run (name, report, finished_at)
    values ('before', ${JSON.stringify(kept)}::text::jsonb, now())`);
  expect(await replayRuns(await person(ctx))).toMatchObject([{ name: "before" }]);
});

test("steps kept before a step had a name can still be read, and the draft a hand-over held back is found", async ({
  ctx,
}) => {
  const { suggestion: written } = await ticketWithProposal(ctx, { kind: "escalation" });
  const isOurs = eq(suggestion.id, written.id);
  const steps = [
    { text: "Which volume is it?", probability: 0.4 },
    {
      kind: "diagnostic",
      text: "",
      probability: 0.2,
      call: { tool: "disk", arguments: { volume: "vol-1" } },
    },
  ];
  const candidates = {
    step: "reply",
    replies: [
      { text: "Grow it.", probability: 0.6, eventIds: [4], withheld: "It was not done." },
      { text: "Which volume is it?", probability: 0.4, eventIds: [] },
    ],
    call: { tool: "disk", arguments: { volume: "vol-1" }, probability: 0.2, eventIds: [5] },
    confidence: 0.5,
    typedProbability: 0.1,
    triage: {},
  };
  const asJson = (value: unknown) => sql`${JSON.stringify(value)}::text::jsonb`;
  await ctx.db
    .update(suggestion)
    .set({ payload: asJson({ alternatives: steps }) })
    .where(isOurs);
  const isRun = eq(agentRun.id, written.agentRunId);
  const draft = { text: "Grow it.", payload: { alternatives: steps }, evidence: [] };
  await ctx.db
    .update(agentRun)
    .set({ candidates: asJson(candidates), draft: asJson(draft) })
    .where(isRun);
  const file = new URL("./migrations/0045_one_candidate.sql", import.meta.url);
  const statements = (await readFile(file, "utf8")).split("--> statement-breakpoint");
  for (const statement of statements) await ctx.db.execute(statement);
  const [card] = await ctx.db.select().from(suggestion).where(isOurs);
  const parsed = Suggestion.parse(card);
  expect(parsed).toMatchObject({ payload: { withheld: alternativesOf(parsed)[0]?.id } });
  expect(alternativesOf(parsed)).toMatchObject([
    { kind: "reply", text: "Which volume is it?" },
    { kind: "diagnostic", text: "", call: { tool: "disk" } },
  ]);
  const [run] = await ctx.db.select().from(agentRun).where(isRun);
  const ranking = Ranking.parse(run?.candidates);
  expect(
    ranking.candidates.map(({ kind, text, barred, eventIds }) => [kind, text, barred, eventIds]),
  ).toEqual([
    ["reply", "Grow it.", "It was not done.", [4]],
    ["reply", "Which volume is it?", undefined, []],
    ["diagnostic", "", undefined, [5]],
  ]);
  const chosen = Draft.parse(run?.draft);
  expect(chosen).toMatchObject({ id: "draft", kind: "reply" });
  expect(alternativesOf(chosen)).toHaveLength(2);
});
