/** A worker takes the jobs whose turn it is, one of a ticket at a time, and few of those that are over their share. */

import { sql } from "drizzle-orm";
import fc from "fast-check";
import { expect } from "vitest";
import type { Ctx } from "../context";
import { test } from "../testing/database";
import { unique } from "../testing/unique";
import { type Claim, claim } from "./claim";
import { enqueueAll } from "./enqueue";
import { placeAt } from "./place";

const now = Date.UTC(2026, 10, 29, 12);
const second = 1_000;
type Job = { ticket: number; turn: number };

/** Puts jobs into a queue of the test's own; their ids are their numbers. */
async function lineUp(ctx: Ctx, jobs: Job[]) {
  const queue = unique("queue");
  const ids = await enqueueAll(
    ctx,
    jobs.map(({ ticket, turn }, number) => ({
      name: "agent.consider",
      input: { ticketId: ticket, eventId: number },
      options: { id: `${queue}:${number}`, partition: String(ticket), place: placeAt(now + turn) },
    })),
  );
  await ctx.db.execute(sql`
    update dbos.workflow_status set queue_name = ${queue} where workflow_uuid = any(${sql.param(ids)}::text[])`);
  const take = async (options: Partial<Claim> = {}) => {
    const all = { queue, executorId: "me", version: "vigil", owner: null, most: 32, ahead: 32, now };
    const taken = await claim(ctx.db, { ...all, ...options });
    return taken.map((id) => Number(id.slice(queue.length + 1)));
  };
  const end = (number: number) =>
    ctx.db.execute(
      sql`update dbos.workflow_status set status = 'SUCCESS' where workflow_uuid = ${`${queue}:${number}`}`,
    );
  return { queue, take, end };
}

test("what a quiet source sends is taken before the backlog of a noisy one", async ({ ctx }) => {
  const backlog = Array.from({ length: 300 }, (_, number) => ({ ticket: number, turn: number * 250 }));
  const { take } = await lineUp(ctx, [...backlog, { ticket: 1_000, turn: 40 }]);
  expect(await take({ most: 4, ahead: 4 })).toEqual([0, 300, 1, 2]);
});

test("of those ahead of their turn a worker has as many in hand as it may, and those whose turn it is find room", async ({
  ctx,
}) => {
  const ahead = Array.from({ length: 40 }, (_, number) => ({
    ticket: number,
    turn: 60 * second + number * 250,
  }));
  const { take } = await lineUp(ctx, [
    ...ahead,
    ...ahead.map(({ ticket }) => ({ ticket: ticket + 100, turn: 0 })),
  ]);
  expect((await take({ ahead: 6 })).every((number) => number >= 40)).toBe(true);
  const { take: takeAhead } = await lineUp(ctx, ahead);
  expect(await takeAhead({ ahead: 6 })).toEqual([0, 1, 2, 3, 4, 5]);
  // Those it has in hand count, and another worker has its own.
  expect(await takeAhead({ ahead: 6 })).toEqual([]);
  expect(await takeAhead({ ahead: 2, executorId: "another" })).toEqual([6, 7]);
  // Once their turn has come they are like any other.
  expect(await takeAhead({ most: 26, ahead: 0, now: now + 90 * second })).toHaveLength(26);
});

test("however jobs and ends follow each other, one of a ticket is begun at a time, by place", async ({
  ctx,
}) => {
  const job = fc.record({
    ticket: fc.integer({ min: 0, max: 4 }),
    turn: fc.integer({ min: -9, max: 0 }).map((n) => n * second),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(job, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 4 }),
      async (jobs, most) => {
        const { take, end } = await lineUp(ctx, jobs);
        const done: number[] = [];
        for (let round = 0; done.length < jobs.length && round <= jobs.length; round++) {
          const taken = await take({ most, executorId: `worker-${round}` });
          const tickets = taken.map((number) => jobs[number]?.ticket);
          expect(new Set(tickets).size).toBe(tickets.length);
          expect(taken.length).toBeGreaterThan(0);
          const turns = taken.map((number) => jobs[number]?.turn ?? 0);
          expect(turns).toEqual(turns.toSorted((one, other) => one - other));
          for (const number of taken) await end(number);
          done.push(...taken);
        }
        expect(done.toSorted((one, other) => one - other)).toEqual(jobs.map((_, number) => number));
        for (const { ticket } of jobs) {
          const own = done
            .filter((number) => jobs[number]?.ticket === ticket)
            .map((number) => jobs[number]?.turn ?? 0);
          expect(own).toEqual(own.toSorted((one, other) => one - other));
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("workers that ask at the same moment share the jobs and never one", async ({ ctx }) => {
  const jobs = Array.from({ length: 40 }, (_, number) => ({ ticket: number, turn: 0 }));
  const { take } = await lineUp(ctx, jobs);
  const taken = await Promise.all(
    Array.from({ length: 6 }, (_, worker) => take({ most: 8, executorId: `${worker}` })),
  );
  const all = taken.flat();
  expect(new Set(all).size).toBe(all.length);
});

test("jobs of a queue that is not cut are taken together, those that came first before the others", async ({
  ctx,
}) => {
  const { queue, take } = await lineUp(
    ctx,
    [3, 1, 2].map((turn, ticket) => ({ ticket, turn: -turn * second })),
  );
  await ctx.db.execute(sql`
    update dbos.workflow_status set queue_partition_key = null, priority = 0, created_at = priority
    where queue_name = ${queue}`);
  expect(await take({ most: 2 })).toEqual([0, 2]);
  expect(await take({ most: 2 })).toEqual([1]);
});
