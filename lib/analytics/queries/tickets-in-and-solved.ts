/** Tickets that came in and tickets that were solved, by day. */
import { and } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { type Chart, count, dayOf, during, inQueue, perDay, sumOf } from "../chart";

export const ticketsInAndSolved: Chart = {
  title: "Tickets in and solved",
  section: "Tickets",
  definition:
    "In: tickets by the day of their first event. Solved: by the day they were last solved or closed; a reopened ticket no longer counts.",
  kind: "line",
  format: "number",
  sampleUnit: "tickets in",
  rowsView: "all",
  async load(ctx, range) {
    const [opened, solved] = await Promise.all(
      [ticket.openedAt, ticket.solvedAt].map((instant) =>
        ctx.db
          .select({ day: dayOf(instant), count })
          .from(ticket)
          .where(and(during(instant, range), inQueue(ticket.queueId, range)))
          .groupBy(dayOf(instant)),
      ),
    );
    const solvedOn = new Map(solved?.map((row) => [row.day, row.count]));
    const openedOn = new Map(opened?.map((row) => [row.day, row.count]));
    const rows = range.days.map((day) => ({
      day,
      in: openedOn.get(day) ?? 0,
      solved: solvedOn.get(day) ?? 0,
    }));
    return {
      points: perDay(range, rows, { In: (row) => row.in, Solved: (row) => row.solved }, 0),
      sample: sumOf(rows, (row) => row.in),
    };
  },
};
