/** The raw rows the charts read, and the days asked for, for the test of all figures. */
import { trainingExample } from "#db/schema/agent";
import { commitment, slaClock } from "#db/schema/sla";
import { agentRun, decision, label, suggestion } from "#db/schema/suggestions";
import { queue, user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { addDays } from "../model";

/** The days asked for, the last included. */
export const range = { from: "2001-02-01", to: "2001-02-12" };

export type Rows = Awaited<ReturnType<typeof rawRows>>;

/** All rows of the tables the charts read, unfiltered. */
export async function rawRows(ctx: Ctx) {
  return {
    tickets: await ctx.db.select().from(ticket),
    events: await ctx.db.select().from(ticketEvent),
    runs: await ctx.db.select().from(agentRun),
    proposals: await ctx.db.select().from(suggestion),
    decisions: await ctx.db.select().from(decision),
    labels: await ctx.db.select().from(label),
    users: await ctx.db.select().from(user),
    queues: await ctx.db.select().from(queue),
    clocks: await ctx.db.select().from(slaClock),
    commitments: await ctx.db.select().from(commitment),
    examples: await ctx.db.select().from(trainingExample),
  };
}

/** Each of the days asked for. */
export const days = Array.from({ length: 12 }, (_, index) => addDays(range.from, index));

/** The day of an instant, in UTC. */
export const dayOf = (at: Date | null) => at?.toISOString().slice(0, 10) ?? "";

/** Is it on one of the days asked for? */
export const within = (at: Date | null) => days.includes(dayOf(at));

/** The rows whose ticket is in the queue; all of them where none is named. */
export function ofQueue<Row extends { ticketId: number }>(
  all: Rows,
  rows: Row[],
  queueId: number | undefined,
): Row[] {
  if (!queueId) return rows;
  const ids = new Set(all.tickets.filter((row) => row.queueId === queueId).map(({ id }) => id));
  return rows.filter((row) => ids.has(row.ticketId));
}
