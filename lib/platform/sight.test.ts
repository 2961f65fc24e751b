/** What the database hides: every table that tells of a ticket; and what the agent must not carry out of a restricted queue. */
import { eq, getTableColumns, getTableName, is, sql } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect } from "vitest";
import { learnedState, trainingExample } from "#db/schema/agent";
import * as schema from "#db/schema/index";
import { agentRun, suggestion } from "#db/schema/suggestions";
import { queue } from "#db/schema/team";
import { canRestrict } from "#db/sight";
import { arrives, closedTicket, runsOn, testPorts } from "#lib/agent/testing/environment";
import { indexTickets } from "#lib/knowledge/commands";
import { person } from "#lib/suggestions/testing/fixtures";
import { restrictQueue, setQueueMembers } from "#lib/team/queues/commands";
import { setTriage } from "#lib/tickets/commands";
import { type Ctx, hiding, systemCtx } from "./context";
import { ctxOfActor, namesOfHidden } from "./sight";
import { test } from "./testing/database";
import { unique } from "./testing/unique";

const tables = Object.values(schema).filter((one) => is(one, PgTable));

/** Tables that are never read but together with the tickets they tell of, see `seen` in lib/knowledge/candidates.ts. */
const joined = ["ticket_search"];

test("every table with a ticket, or with something that has one, has a policy", async ({ db }) => {
  const columns = new Set(
    "ticketId suggestionId agentRunId decisionId investigationId incidentId runId eventId customerId".split(
      " ",
    ),
  );
  const telling = tables
    .filter((table) => Object.keys(getTableColumns(table)).some((name) => columns.has(name)))
    .map(getTableName)
    .filter((name) => !joined.includes(name) && name !== "customer_merge");
  const rows = await db.execute<{ name: string }>(sql`
    select relname as name from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace`);
  const hidden = new Set(rows.map(({ name }) => name));
  expect(telling.filter((name) => !hidden.has(name))).toEqual([]);
  expect(telling.length).toBeGreaterThan(20);
  for (const name of Object.values(namesOfHidden))
    if (typeof name === "string") expect(hidden, name).toContain(name);
  expect(tables.filter((table) => getTableConfig(table).policies.length > 0).length).toBe(hidden.size);
  expect(await canRestrict(db)).toBe(true);
});

/** A queue whose one ticket, closed, holds a word that is nowhere else. */
async function secretQueue(ctx: Ctx) {
  // Letters alone: a number would be taken for a value of the ticket.
  const word = unique("zirkon").replace(/[_0-9]/g, (mark) => "ghijklmnop"[Number(mark)] ?? "");
  const [made] = await ctx.db
    .insert(queue)
    .values({ key: unique("queue"), name: "Security" })
    .returning();
  const queueId = made?.id ?? 0;
  const member = await person(ctx);
  await setQueueMembers(ctx, { queueId, userIds: [member.actor.id] });
  const question = "How do I reset the token of my badge reader?";
  const closed = async () => {
    const id = await closedTicket(ctx, {
      subject: "Badge reader",
      turns: [
        { body: question },
        { body: `Hold the ${word} button of the reader for ten seconds.`, kind: "analyst_reply" },
      ],
    });
    await indexTickets(systemCtx("knowledge", ctx.db), { ticketIds: [id] });
    return id;
  };
  return { word, queueId, member, question, ticketIds: [await closed(), await closed(), await closed()] };
}

async function into(ctx: Ctx, queueId: number, ticketIds: number[]) {
  for (const ticketId of ticketIds) {
    await setTriage(ctx, { ticketId, fields: { queueId } });
  }
}

/** Everything a run on a new ticket wrote down. */
async function wordsOfRun(ctx: Ctx, body: string, queueId: number | null): Promise<string> {
  const ports = await testPorts(ctx);
  const arrived = await arrives(ctx, { body, subject: "Badge reader", name: unique("Person") });
  if (queueId !== null) await into(ctx, queueId, [arrived.ticketId]);
  await runsOn(ctx, arrived, ports);
  const runs = await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, arrived.ticketId));
  const cards = await ctx.db.select().from(suggestion).where(eq(suggestion.ticketId, arrived.ticketId));
  expect(runs.length).toBeGreaterThan(0);
  return JSON.stringify([runs, cards]);
}

test("what was learnt of a queue is unlearned when it is restricted, and nothing of it is said or cited elsewhere", async ({
  ctx,
}) => {
  const it = await secretQueue(ctx);
  const worker = await testPorts(ctx);
  for (const ticketId of it.ticketIds)
    await worker.apprentice.learn(systemCtx("learning", ctx.db), { ticketId });
  expect(await wordsOfRun(ctx, it.question, null)).toContain(it.word);
  await into(ctx, it.queueId, it.ticketIds);
  await restrictQueue(await person(ctx, "admin"), { queueId: it.queueId, isRestricted: true });
  const left = await ctx.db
    .select()
    .from(trainingExample)
    .where(sql`ticket_id = any(${sql.param(it.ticketIds)})`);
  expect(left).toEqual([]);
  const states = await ctx.db.select().from(learnedState).where(eq(learnedState.key, "apprentice"));
  expect(states).toEqual([]);
  expect(await wordsOfRun(ctx, it.question, null)).not.toContain(it.word);
  // Nor by a worker that has not learned anew yet.
  const arrived = await arrives(ctx, { body: it.question, subject: "Badge reader", name: unique("Person") });
  const known = (await worker.apprentice.current()) as object;
  await runsOn(ctx, arrived, {
    ...worker,
    apprentice: { ...worker.apprentice, current: async () => known as never },
  });
  const cards = await ctx.db.select().from(agentRun).where(eq(agentRun.ticketId, arrived.ticketId));
  expect(JSON.stringify(cards)).not.toContain(it.word);
  // In the queue itself the past case is found.
  expect(await wordsOfRun(ctx, it.question, it.queueId)).toContain(it.ticketIds[0] ?? 0);
});

test("a ticket that is moved into a restricted queue is unlearned, and learned from no more", async ({
  ctx,
}) => {
  const it = await secretQueue(ctx);
  const { apprentice } = await testPorts(ctx);
  const worker = systemCtx("learning", ctx.db);
  const [ticketId = 0] = it.ticketIds;
  await apprentice.learn(worker, { ticketId });
  const examples = () => ctx.db.$count(trainingExample, eq(trainingExample.ticketId, ticketId));
  expect(await examples()).toBe(1);
  await restrictQueue(await person(ctx, "admin"), { queueId: it.queueId, isRestricted: true });
  await into(ctx, it.queueId, [ticketId]);
  expect(await examples()).toBe(0);
  await apprentice.learn(worker, { ticketId });
  expect(await examples()).toBe(0);
});

test("members see; leads who are none can neither look nor let themselves in; nobody is left out altogether", async ({
  ctx,
}) => {
  const it = await secretQueue(ctx);
  const [admin, lead] = [await person(ctx, "admin"), await person(ctx, "lead")];
  await expect(restrictQueue(lead, { queueId: it.queueId, isRestricted: true })).rejects.toMatchObject({
    code: "forbidden",
  });
  await restrictQueue(admin, { queueId: it.queueId, isRestricted: true });
  await into(ctx, it.queueId, it.ticketIds);
  const count = async (who: Ctx) => {
    const seen = await ctxOfActor(who.actor);
    const [row] = await seen.db.execute<{ count: number }>(
      sql`select count(*)::int as count from ticket where queue_id = ${it.queueId}`,
    );
    return row?.count;
  };
  expect([await count(it.member), await count(lead), await count(admin)]).toEqual([3, 0, 0]);
  const joining = { queueId: it.queueId, userIds: [it.member.actor.id, lead.actor.id] };
  await expect(setQueueMembers(lead, joining)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setQueueMembers(admin, { ...joining, userIds: [] })).rejects.toMatchObject({
    code: "unprocessable",
  });
  await setQueueMembers(admin, joining);
  expect(await count(lead)).toBe(3);
  await restrictQueue(admin, { queueId: it.queueId, isRestricted: false });
  expect(await count(admin)).toBe(3);
});

test("a context that hides cannot be made where it would hide nothing", async ({ ctx }) => {
  const it = await secretQueue(ctx);
  await restrictQueue(await person(ctx, "admin"), { queueId: it.queueId, isRestricted: true });
  await ctx.db.transaction(async (db) => {
    expect(() => hiding({ ...ctx, db }, [it.queueId])).toThrow("nothing can be hidden");
  });
});
