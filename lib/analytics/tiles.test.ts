/** The tiles, computed a second time in plain TypeScript from the raw rows of random data. */
import fc from "fast-check";
import { expect } from "vitest";
import { slaClock } from "#db/schema/sla";
import { decision, label, suggestion } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { test } from "#lib/platform/testing/database";
import { tileFigures } from "./queries";
import { randomData } from "./testing/random-data";

const from = "2003-02-08";

test("each tile agrees with the raw rows, and its past with the period before", async ({ ctx }) => {
  await randomData(ctx, { from, days: 8, tickets: 120, seed: fc.sample(fc.integer(), 1)[0] ?? 1 });
  const second = { from: "2003-02-12", to: "2003-02-15" };
  const first = { from: "2003-02-08", to: "2003-02-11" };
  const tiles = await tileFigures(ctx, second);
  const now = await fromRows(ctx, second);
  const before = await fromRows(ctx, first);
  expect(tiles.map(({ id }) => id)).toEqual([
    "reply-acceptance",
    "first-response",
    "sla",
    "backlog",
    "time-to-decide",
  ]);
  for (const { id, value, before: earlier } of tiles) {
    expect(value, id).toBeCloseTo(now[id] ?? Number.NaN, 4);
    expect(earlier, id).toBeCloseTo(before[id] ?? Number.NaN, 4);
  }
});

test("without rows there are no figures, and nothing fails", async ({ ctx }) => {
  const tiles = await tileFigures(ctx, { from: "1990-01-01", to: "1990-01-03", queueId: 999_999 });
  expect(tiles.filter(({ id }) => id !== "backlog").map(({ value }) => value)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

async function fromRows(ctx: Ctx, days: { from: string; to: string }): Promise<Record<string, number>> {
  const within = (at: Date) => days.from <= dayOf(at) && dayOf(at) <= days.to;
  const tickets = await ctx.db.select().from(ticket);
  const replies = new Set(
    (await ctx.db.select().from(suggestion))
      .filter(({ kind }) => kind === "reply" || kind === "follow_up")
      .map(({ id }) => id),
  );
  const decided = (await ctx.db.select().from(decision)).filter(
    (row) => within(row.decidedAt) && !row.undoneAt && replies.has(row.suggestionId),
  );
  const labels = (await ctx.db.select().from(label)).filter(
    (row) => within(row.createdAt) && !row.retractedAt,
  );
  const requests = tickets.filter(({ kind, openedAt }) => kind === "request" && within(openedAt));
  const answered = requests.flatMap((row) => (row.firstReplyAt ? [{ ...row, reply: row.firstReplyAt }] : []));
  const clocks = (await ctx.db.select().from(slaClock)).filter(({ startedAt }) => within(startedAt));
  const met = clocks.filter((row) => row.stoppedAt && !row.breachedAt);
  // All of it is long ago: what still runs is overdue.
  const missed = clocks.filter((row) => row.breachedAt || (!row.stoppedAt && row.dueAt));
  return {
    "reply-acceptance": decided.filter(({ verdict }) => verdict === "accept").length / decided.length,
    "first-response": median(answered.map((row) => +row.reply - +row.openedAt)),
    sla: met.length / (met.length + missed.length),
    backlog: tickets.filter(
      (row) => dayOf(row.openedAt) <= days.to && (row.solvedAt === null || dayOf(row.solvedAt) > days.to),
    ).length,
    "time-to-decide": median(labels.map((row) => row.timeToDecideMs)),
  };
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
