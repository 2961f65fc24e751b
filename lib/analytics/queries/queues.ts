/** The queues side by side. */
import { and, eq, sql } from "drizzle-orm";
import { queue } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import { type Chart, count, during, inQueue, perCategory, sumOf } from "../chart";

export const queueCounts: Chart = {
  title: "By queue",
  section: "Team",
  definition:
    "Tickets that came in and tickets last solved or closed in the range, and active tickets now, by the queue they are in today.",
  kind: "table",
  format: "number",
  sampleUnit: "tickets in",
  rowsView: "active",
  async load(ctx, range) {
    const countBy = (condition: ReturnType<typeof during>) =>
      ctx.db
        .select({ x: sql<string>`coalesce(${queue.name}, 'No queue')`, count })
        .from(ticket)
        .leftJoin(queue, eq(queue.id, ticket.queueId))
        .where(and(condition, inQueue(ticket.queueId, range)))
        .groupBy(sql`1`);
    const [opened, solved, active] = await Promise.all([
      countBy(during(ticket.openedAt, range)),
      countBy(during(ticket.solvedAt, range)),
      countBy(sql`${ticket.status} in ('new','open','waiting','on_hold')`),
    ]);
    const of = (rows: { x: string; count: number }[]) => new Map(rows.map((row) => [row.x, row.count]));
    const [cameIn, wasSolved, isActive] = [of(opened), of(solved), of(active)];
    const rows = [...new Set([...cameIn.keys(), ...wasSolved.keys(), ...isActive.keys()])]
      .sort()
      .map((x) => ({
        x,
        in: cameIn.get(x) ?? 0,
        solved: wasSolved.get(x) ?? 0,
        active: isActive.get(x) ?? 0,
      }));
    const series = {
      In: (row: (typeof rows)[number]) => row.in,
      Solved: (row: (typeof rows)[number]) => row.solved,
      "Active now": (row: (typeof rows)[number]) => row.active,
    };
    return { points: perCategory(rows, series), sample: sumOf(rows, (row) => row.in) };
  },
};
