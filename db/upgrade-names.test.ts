/** The names of the schema, and what an installation of an earlier release kept under other ones. */
import { is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { examplesAfter } from "#lib/agent/training-log";
import { auditActions, auditPage } from "#lib/audit/queries";
import { replayRuns } from "#lib/evaluation/queries";
import { investigationOfTicket } from "#lib/investigation/queries";
import { currentReports } from "#lib/major/reports";
import { systemCtx } from "#lib/platform/context";
import { proposals } from "#lib/suggestions/queries";
import * as schema from "./schema/index";
import { databaseOf } from "./testing/release";

/** Names that are not ours: better-auth's. */
const foreign = new Set(["passkey.credentialID"]);
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

test("tables and columns are called in the database what the code calls them", () => {
  const tables = Object.entries(schema).flatMap(([name, table]) =>
    is(table, PgTable) ? [[name, getTableConfig(table), table] as const] : [],
  );
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.filter(([name, { name: own }]) => own !== snakeCase(name)).map(([name]) => name)).toEqual([]);
  const columns = tables.flatMap(([name, { columns }, table]) =>
    Object.entries(table).flatMap(([property, column]) =>
      columns.includes(column) && column.name !== snakeCase(property) ? [`${name}.${property}`] : [],
    ),
  );
  expect(columns.filter((column) => !foreign.has(column))).toEqual([]);
});

/** What the release before the names were made one kept, in one row of each table that got another. */
const written = `
insert into ticket (source, subject, opened_at, last_event_at) values ('test', 'Disk full', now(), now());
insert into ticket_event (ticket_id, kind, at, actor_kind, actor_name, is_public, body, source)
  values (1, 'customer_message', now(), 'customer', 'Mira', true, 'The disk is full.', 'test');
insert into consideration (ticket_id, event_id, outcome, explanation, pipeline_version, duration_ms, grade, wanted, graded_by, at)
  values (1, 1, 'silent', 'Nothing to add.', '1', 4, 'should_have_spoken', '{"kind": "reply", "text": "Which volume?"}', 'mira', now());
insert into suggestion (ticket_id, consideration_id, kind, text, why, confidence, risk, propensity, pipeline_version, engine, model,
    up_to_event_id, created_at)
  values (1, 1, 'reply', 'Which volume?', 'Likely.', 0.9, 0, 1, '1', 'apprentice', 'apprentice', 1, now());
insert into teaching (ticket_id, consideration_id, facts, at) values (1, 1, '{"kind": "grade", "queue": null, "features": null,
  "good": false, "wanted": {"step": {"kind": "reply", "text": "Which volume?"}, "eventId": 1, "subject": "Disk full",
  "assigneeId": null, "customer": null}}', now());
insert into symptom (event_id, ticket_id, whose, at, terms) values (1, 1, 'mira', now(), '{disk}');
insert into symptom_term (term, messages) values ('disk', 1);
insert into commitment (ticket_id, event_id, owner_name, text, made_at, due_at, nudged_at)
  values (1, 1, 'Jonas', 'I will call by noon.', now(), now(), now());
insert into investigation (ticket_id, started_at, outcome, text, assessed_at) values (1, now(), 'finding', 'Full.', now());
insert into hypothesis (investigation_id, key, text, standing, confidence, marks, why, tickets, is_quiet, is_blocked, source, place,
    said_standing, said_by)
  values (1, 'full', 'The disk is full.', 'not_checked', 0.5, '[]', 'It may be.', '[]', false, false, 'apprentice', 0, 'refuted', 'mira');
insert into own_call (investigation_id, event_id, consideration_id, tool, cost, at) values (1, 1, 1, 'disk', 1, now());
insert into audit (at, actor_kind, actor_id, actor_name, action, entity, entity_id)
  values (now(), 'user', 'mira', 'Mira', 'consideration.grade', 'consideration', '1');
`;

const few = { points: 1, spoke: 0.5, coverage_at_precision: [] };
const figures = { ...few, tool_calls: 0, routing: [], consideration_ms: { p50: 4 } };
const report = {
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
  run: {
    considerations: 12,
    seconds: 1,
    considerations_per_second: 12,
    learn_ms: {},
    peak_memory_mb: 1,
    resumed_steps: 0,
  },
  notes: [],
  definitions: {},
};

test("what was written under the names of before is read under those of today", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(49);
  await driver.unsafe(written);
  await driver`insert into replay_run (name, report, finished_at) values ('before', ${JSON.stringify(report)}::text::jsonb, now())`;
  await upgrade();
  const ctx = systemCtx("test", db);

  const { suggestions, agentRuns } = await proposals(ctx, 1);
  expect(suggestions).toMatchObject([{ agentRunId: 1, text: "Which volume?" }]);
  expect(agentRuns).toMatchObject([{ id: 1, expected: { kind: "reply", text: "Which volume?" } }]);
  const [example] = await examplesAfter(ctx, 0, 10);
  expect(example).toMatchObject({
    expected: { step: { text: "Which volume?" }, moment: { ticketId: 1, events: [{ id: 1 }] } },
  });
  expect(await currentReports(ctx)).toMatchObject([{ terms: ["disk"] }]);
  const { assessment, calls } = await investigationOfTicket(ctx, 1);
  expect(assessment?.hypotheses).toMatchObject([{ key: "full", status: "refuted" }]);
  expect(calls).toMatchObject([{ tool: "disk" }]);
  const [promise] = await db.select().from(schema.commitment);
  expect(promise?.remindedAt).toBeInstanceOf(Date);
  const [replayed] = await replayRuns({
    ...ctx,
    actor: { kind: "user", id: "1", name: "Mira", role: "lead" },
  });
  expect(replayed?.report).toMatchObject({
    all: { shown: 0.5, agent_run_ms: { p50: 4 } },
    run: { agent_runs_per_second: 12 },
  });

  // The trail itself stays as it was written.
  expect(await driver`select action, entity from audit`).toMatchObject([{ entity: "consideration" }]);
  for (const filter of [{}, { action: "agent_run.grade" }, { entity: "agent_run", entityId: "1" }])
    expect((await auditPage(ctx, filter)).entries).toMatchObject([
      { action: "agent_run.grade", entity: "agent_run", entityId: "1" },
    ]);
  expect(await auditActions(ctx)).toEqual(["agent_run.grade"]);
});

test("no index, constraint or sequence keeps a name of before", async () => {
  const { db, upgrade } = await databaseOf(49);
  await upgrade();
  const old = "(consideration|teaching|symptom|nudged|standing)";
  const left = await db.execute(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relname ~ ${old}
    union all
    select conname from pg_constraint where connamespace = 'public'::regnamespace and conname ~ ${old}`);
  expect(left).toEqual([]);
});
