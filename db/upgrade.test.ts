/** The names of the schema, and an installation of an earlier release with data in it, brought to this one. */
import { is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import { examplesAfter } from "#lib/agent/training-log";
import { auditActions, auditPage } from "#lib/audit/queries";
import { replayRuns } from "#lib/evaluation/queries";
import { investigationOfTicket } from "#lib/investigation/queries";
import { currentReports } from "#lib/major/reports";
import { systemCtx } from "#lib/platform/context";
import { readSetting } from "#lib/settings/queries";
import { Ranking } from "#lib/suggestions/model";
import { proposals } from "#lib/suggestions/queries";
import { alternativesOf, Draft } from "#lib/suggestions/step";
import { ticketDetail } from "#lib/tickets/queries";
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

/** A card of a hand-over and the run it came from, as releases before this one kept them. */
const handedOver = (payload: object, run: { draft?: object; candidates?: object } = {}) => `
insert into ticket (source, subject, opened_at, last_event_at) values ('test', 'Disk full', now(), now());
insert into ticket_event (ticket_id, kind, at, actor_kind, actor_name, is_public, body, source)
  values (1, 'customer_message', now(), 'customer', 'Mira', true, 'The disk is full.', 'test');
insert into consideration (ticket_id, event_id, outcome, explanation, pipeline_version, duration_ms, at, draft, candidates)
  values (1, 1, 'handed_over', 'Unsure.', '1', 4, now(), ${literal(run.draft)}, ${literal(run.candidates)});
insert into suggestion (ticket_id, consideration_id, kind, text, payload, why, confidence, risk, propensity, pipeline_version, engine,
    model, up_to_event_id, created_at)
  values (1, 1, 'escalation', 'Please take over.', ${literal(payload)}, 'Unsure.', 0.2, 0, 1, '1', 'apprentice', 'apprentice', 1, now());
`;
const literal = (value?: object) =>
  value ? `'${JSON.stringify(value).replaceAll("'", "''")}'::text::jsonb` : "null";

test("briefs written before their lines named events can still be read", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(18);
  await driver.unsafe(handedOver({ brief: { known: ["It is full."], tried: [], open: ["Why?"] } }));
  await upgrade();
  const { suggestions } = await proposals(systemCtx("test", db), 1);
  const brief = {
    about: { text: "Disk full" },
    known: [{ text: "It is full." }],
    tried: [],
    open: [{ text: "Why?" }],
  };
  expect(suggestions).toMatchObject([{ payload: { brief } }]);
});

test("steps kept before a step had a name can still be read, and the draft a hand-over held back is found", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(44);
  const call = { tool: "disk", arguments: { volume: "vol-1" } };
  const alternatives = [
    { text: "Which volume is it?", probability: 0.4 },
    { kind: "diagnostic", text: "", probability: 0.2, call },
  ];
  const candidates = {
    step: "reply",
    replies: [
      { text: "Grow it.", probability: 0.6, eventIds: [4], withheld: "It was not done." },
      { text: "Which volume is it?", probability: 0.4, eventIds: [] },
    ],
    call: { ...call, probability: 0.2, eventIds: [5] },
    confidence: 0.5,
    typedProbability: 0.1,
    triage: {},
  };
  const draft = { text: "Grow it.", payload: { alternatives }, evidence: [] };
  await driver.unsafe(handedOver({ alternatives }, { draft, candidates }));
  await upgrade();
  const [card] = (await proposals(systemCtx("test", db), 1)).suggestions;
  const steps = card ? alternativesOf(card) : [];
  expect(card).toMatchObject({ payload: { withheld: steps[0]?.id } });
  expect(steps).toMatchObject([
    { kind: "reply", text: "Which volume is it?" },
    { kind: "diagnostic", text: "", call: { tool: "disk" } },
  ]);
  const [run] = await db.select().from(schema.agentRun);
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

test("what spoke for a passage is found under its name of today", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(50);
  const arms = { words: 0.4, near: 2 };
  const cited = { kind: "article", ref: 7, title: "Disk full", excerpt: "Grow it.", score: 0.9, arms };
  const step = { id: "kept-1", kind: "reply", origin: "article", text: "Grow it.", probability: 0.4 };
  const payload = { alternatives: [{ ...step, evidence: [cited] }, step] };
  const draft = { id: "draft", kind: "reply", text: "Grow it.", payload, evidence: [cited] };
  await driver.unsafe(handedOver(payload, { draft }).replaceAll("consideration", "agent_run"));
  await driver.unsafe(`update suggestion set evidence = ${literal([cited])}`);
  const facts = { kind: "decision", passages: [{ arms, isRight: true }] };
  await driver.unsafe(
    `insert into training_example (ticket_id, facts, at) values (1, ${literal(facts)}, now())`,
  );
  await upgrade();
  const [card] = (await proposals(systemCtx("test", db), 1)).suggestions;
  expect(card?.evidence).toEqual([expect.objectContaining({ title: "Disk full", features: arms })]);
  expect(card && alternativesOf(card).map(({ evidence }) => evidence?.[0]?.features)).toEqual([
    arms,
    undefined,
  ]);
  const [run] = await db.select().from(schema.agentRun);
  expect(Draft.parse(run?.draft).evidence[0]?.features).toEqual(arms);
  const [example] = await db.select().from(schema.trainingExample);
  expect(example?.facts).toEqual({ kind: "decision", passages: [{ features: arms, isRight: true }] });
});

test("values written under the words of before are read under those of today, and counted with them", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(56);
  const gate = (verdict: string) => literal({ verdict, probability: 0.4, threshold: 0.5 });
  const run = (ticketId: number, outcome: string, grade: string, verdict: string) => `
    insert into ticket_event (ticket_id, kind, at, actor_kind, actor_name, is_public, source, data)
      values (${ticketId}, 'follow_up_due', now(), 'system', 'Vigil', false, 'test', '{"reason": "nudge"}');
    insert into agent_run (ticket_id, event_id, outcome, explanation, pipeline_version, duration_ms, grade, gate, at)
      values (${ticketId}, ${ticketId}, '${outcome}', 'Unsure.', '1', 4, '${grade}', ${gate(verdict)}, now());`;
  const tickets = (state: string, due: string, follow: string) => `
    insert into ticket (source, subject, opened_at, last_event_at, agent_state, due_reason, follow_up_reason)
      values ('test', 'Disk full', now(), now(), '${state}', '${due}', '${follow}');`;
  await driver.unsafe(tickets("silent", "nudge", "nudge") + tickets("considering", "promise", "close"));
  await driver.unsafe(run(1, "silent", "should_have_spoken", "silent"));
  await driver.unsafe(run(2, "proposed", "should_have_stayed_silent", "speak"));
  await upgrade();
  const ctx = systemCtx("test", db);
  expect(await db.select().from(schema.ticket).orderBy(schema.ticket.id)).toMatchObject([
    { agentState: "abstained", dueReason: "reminder", followUpReason: "reminder" },
    { agentState: "running", dueReason: "commitment", followUpReason: "close" },
  ]);
  const { agentRuns } = await proposals(ctx, 1);
  expect(agentRuns).toMatchObject([{ outcome: "abstained", grade: "should_have_shown" }]);
  expect(await db.select().from(schema.agentRun).orderBy(schema.agentRun.id)).toMatchObject([
    { gate: { verdict: "abstain" } },
    { grade: "should_have_abstained", gate: { verdict: "show" } },
  ]);
  expect((await ticketDetail(ctx, 1)).events).toMatchObject([{ data: { reason: "reminder" } }]);
});

test("queues in which the agent was silent become rules on how far it goes", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(43);
  const urgent = { queueId: 3, priority: "urgent", level: "record" };
  const known = { queueId: 4, priority: null, level: "record" };
  const kept = { "policy.reach": { rules: [urgent, known] }, "policy.muted": { queueIds: [3, 4, 5] } };
  for (const [key, value] of Object.entries(kept))
    await driver`insert into setting (key, value, updated_by, updated_at)
      values (${key}, ${JSON.stringify(value)}::text::jsonb, 'test', now())`;
  await upgrade();
  const { rules } = await readSetting(systemCtx("test", db), "policy.reach");
  const off = (queueId: number) => ({ queueId, priority: null, level: "off" });
  expect(rules).toEqual([urgent, known, off(3), off(5)]);
});
