/** Who did how much. */
import { and, eq, sql } from "drizzle-orm";
import { decision } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import { ticket, ticketEvent } from "#db/schema/tickets";
import { type Chart, count, during, inQueue, ofQueue, perCategory, sumOf } from "../chart";
import { decidedIn } from "../counted";

export const workload: Chart = {
  title: "Workload by analyst",
  section: "Team",
  definition:
    "Replies written and proposals decided in the range (without undone decisions), and active tickets assigned now. Sorted by replies.",
  kind: "table",
  format: "number",
  sampleUnit: "replies",
  rowsView: "active",
  async load(ctx, range) {
    const [replies, decisions, open] = await Promise.all([
      ctx.db
        .select({ x: ticketEvent.actorName, count })
        .from(ticketEvent)
        .where(
          and(
            sql`${ticketEvent.kind} = 'analyst_reply'`,
            during(ticketEvent.at, range),
            ofQueue(ticketEvent.ticketId, range),
          ),
        )
        .groupBy(ticketEvent.actorName),
      ctx.db
        .select({ x: sql<string>`coalesce(${user.name}, ${decision.decidedBy})`, count })
        .from(decision)
        .leftJoin(user, eq(user.id, decision.decidedBy))
        .where(decidedIn(range))
        .groupBy(sql`1`),
      ctx.db
        .select({ x: user.name, count })
        .from(ticket)
        .innerJoin(user, eq(user.id, ticket.assigneeId))
        .where(
          and(sql`${ticket.status} in ('new','open','waiting','on_hold')`, inQueue(ticket.queueId, range)),
        )
        .groupBy(user.name),
    ]);
    const of = (rows: { x: string; count: number }[]) => new Map(rows.map((row) => [row.x, row.count]));
    const [replied, decided, assigned] = [of(replies), of(decisions), of(open)];
    const rows = [...new Set([...replied.keys(), ...decided.keys(), ...assigned.keys()])]
      .map((x) => ({
        x,
        replies: replied.get(x) ?? 0,
        decisions: decided.get(x) ?? 0,
        open: assigned.get(x) ?? 0,
      }))
      .sort((a, b) => b.replies - a.replies || b.decisions - a.decisions || (a.x < b.x ? -1 : 1));
    const series = {
      Replies: (row: (typeof rows)[number]) => row.replies,
      Decisions: (row: (typeof rows)[number]) => row.decisions,
      "Active now": (row: (typeof rows)[number]) => row.open,
    };
    return { points: perCategory(rows, series), sample: sumOf(rows, (row) => row.replies) };
  },
};
