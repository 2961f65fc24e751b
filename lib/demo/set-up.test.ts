/** The demo's set-up: what it writes is really played, the same every time, and goes on where it was broken off. */
import { count, eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";
import { replayRun } from "#db/schema/evaluation";
import { agentRun, decision } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { onEmptyDatabase } from "#lib/evaluation/testing/replayed";
import { searchPassages } from "#lib/knowledge/queries";
import type { Ctx } from "#lib/platform/context";
import { prepareDemo } from "./set-up";
import { story } from "./story/story";

const moment = new Date("2026-03-02T10:00:00Z");
const at = (ctx: Ctx): Ctx => ({ ...ctx, now: () => moment });
const tickets = 16;

/** What a set-up leaves, in the order of its own time: what happens at once on several tickets is written in any order. */
async function left({ db }: Ctx) {
  const runs = await db
    .select({
      ticket: ticket.externalId,
      at: ticketEvent.at,
      outcome: agentRun.outcome,
      gate: agentRun.gate,
    })
    .from(agentRun)
    .innerJoin(ticketEvent, eq(ticketEvent.id, agentRun.eventId))
    .innerJoin(ticket, eq(ticket.id, agentRun.ticketId))
    .where(eq(ticket.status, "closed"))
    .orderBy(ticketEvent.at, ticket.externalId);
  const decisions = await db
    .select({
      ticket: ticket.externalId,
      verdict: decision.verdict,
      text: decision.finalText,
      at: decision.decidedAt,
    })
    .from(decision)
    .innerJoin(ticket, eq(ticket.id, decision.ticketId))
    .orderBy(decision.decidedAt, ticket.externalId, decision.verdict);
  return { runs, decisions };
}

describe("a small story", () => {
  let whole: Awaited<ReturnType<typeof left>>;
  beforeAll(async () => {
    whole = await onEmptyDatabase(async (ctx) => {
      await prepareDemo(at(ctx), { tickets });
      return left(ctx);
    });
  }, 900_000);

  test("written twice it is the same, and a second start writes nothing", { timeout: 900_000 }, async () => {
    await onEmptyDatabase(async (ctx) => {
      await prepareDemo(at(ctx), { tickets });
      await prepareDemo(at(ctx), { tickets });
      expect(await left(ctx)).toEqual(whole);

      const byStatus = await ctx.db
        .select({ status: ticket.status, n: count() })
        .from(ticket)
        .groupBy(ticket.status);
      expect(byStatus.find(({ status }) => status === "closed")?.n).toBe(tickets);
      const open = story.tickets.filter(({ closed }) => !closed).length;
      // One more that an action mends, and one of alerts that meant nothing.
      expect(byStatus.reduce((sum, { n }) => sum + n, 0)).toBe(tickets + open + 2);
      expect(await ctx.db.$count(user)).toBe(story.people.length);
      const [{ beats } = { beats: 0 }] = await ctx.db.execute<{ beats: number }>(
        sql`select count(*)::int as beats from dbos.workflow_status where name = 'demo.step'`,
      );
      expect(beats, "a second start replaces the beat of the first").toBe(1);

      const found = await searchPassages(ctx, { text: "vCPU quota exceeded, please raise the limit" });
      expect(found.length).toBeGreaterThan(0);
      const [run] = await ctx.db.select().from(replayRun);
      expect(run?.report).toMatchObject({ tickets });
      const [{ waiting } = { waiting: -1 }] = await ctx.db.execute<{ waiting: number }>(
        sql`select count(*)::int as waiting from delivery where status = 'waiting'`,
      );
      expect(waiting, "every reply of the past has was sent").toBe(0);
    });
  });

  test("proposals are decided by the team, at their own times, and learned from", () => {
    expect(whole.runs.length).toBeGreaterThan(2 * tickets);
    expect(whole.decisions.length).toBeGreaterThan(tickets / 2);
    for (const one of whole.decisions) expect(one.at.getTime()).toBeLessThan(moment.getTime());
  });

  test("broken off it goes on where it was", { timeout: 900_000 }, async () => {
    await onEmptyDatabase(async (ctx) => {
      const stop = (done: number, total: number) => {
        if (done > total / 2) throw new Error("Broken off.");
      };
      await expect(prepareDemo(at(ctx), { tickets, onProgress: stop })).rejects.toThrow("Broken off.");
      expect(await ctx.db.$count(ticket, inArray(ticket.status, ["new", "open"]))).toBeGreaterThanOrEqual(0);
      await prepareDemo({ ...ctx, now: () => new Date(moment.getTime() + 3_600_000) }, { tickets });
      expect((await left(ctx)).decisions).toEqual(whole.decisions);
      expect(await ctx.db.$count(ticket, eq(ticket.status, "closed"))).toBe(tickets);
    });
  });
});
