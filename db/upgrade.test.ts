/** What an installation of an earlier release kept in other forms and words, read by this one. */
import { expect, test } from "vitest";
import { majorDetail } from "#lib/major/queries";
import { systemCtx } from "#lib/platform/context";
import { readSetting } from "#lib/settings/queries";
import { Ranking } from "#lib/suggestions/model";
import { proposals } from "#lib/suggestions/queries";
import { alternativesOf, Draft } from "#lib/suggestions/step";
import { ticketDetail } from "#lib/tickets/queries";
import * as schema from "./schema/index";
import { databaseOf } from "./testing/release";

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

test("how sure it is that a ticket belongs to an incident is kept under its name of today", async () => {
  const { db, sql: driver, upgrade } = await databaseOf(70);
  const alike = { rule: "alike", with: "2", likeness: 0.83 };
  const person = { rule: "person", by: "Mira" };
  await driver.unsafe(`
    insert into ticket (source, subject, opened_at, last_event_at)
      select 'test', 'Slow', now(), now() from generate_series(1, 2);
    insert into incident (title, source, source_name, starts_at, opened_at, last_join_at, major)
      values ('Many customers', 'test', 'Test', now(), now(), now(), 'proposed');
    insert into incident_ticket (incident_id, ticket_id, state, reason, joined_at)
      values (1, 1, 'suggested', ${literal(alike)}, now()), (1, 2, 'joined', ${literal(person)}, now());`);
  await upgrade();
  const { affected } = await majorDetail(systemCtx("test", db), 1);
  expect(new Map(affected.map(({ ticketId, reason }) => [ticketId, reason]))).toEqual(
    new Map<number, object>([
      [1, { rule: "alike", with: "2", probability: 0.83 }],
      [2, person],
    ]),
  );
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
