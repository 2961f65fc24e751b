/** What became of the proposals of each day. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { decision, suggestion } from "#db/schema/suggestions";
import { type Chart, count, countIf, dayOf, during, ofQueue, perDay, sumOf } from "../chart";

/** An accepted proposal to escalate is an escalation; a reply that was taken from its card is not. */
const isEscalated = sql`(${suggestion.status} = 'handed_over' or (${suggestion.kind} = 'escalation' and ${suggestion.status} = 'accepted' and ${decision.alternative} is null))`;
const is = (status: string) => countIf(sql`${suggestion.status} = ${status} and not ${isEscalated}`);

export const proposalsByVerdict: Chart = {
  title: "Proposals by verdict",
  section: "Proposals",
  definition:
    "Proposals by the day they were made. Accepted: as proposed, or another step on the card as offered. Escalated: passed on to someone else. Undecided: still open, outdated, or answered without it.",
  kind: "bar",
  format: "number",
  sampleUnit: "proposals",
  stacked: true,
  rowsView: "proposed",
  async load(ctx, range) {
    const rows = await ctx.db
      .select({
        day: dayOf(suggestion.createdAt),
        accepted: is("accepted"),
        edited: is("edited"),
        rejected: is("rejected"),
        escalated: countIf(isEscalated),
        count,
      })
      .from(suggestion)
      .leftJoin(decision, and(eq(decision.suggestionId, suggestion.id), isNull(decision.undoneAt)))
      .where(and(during(suggestion.createdAt, range), ofQueue(suggestion.ticketId, range)))
      .groupBy(dayOf(suggestion.createdAt));
    const series = {
      Accepted: (row: (typeof rows)[number]) => row.accepted,
      Edited: (row: (typeof rows)[number]) => row.edited,
      Rejected: (row: (typeof rows)[number]) => row.rejected,
      Escalated: (row: (typeof rows)[number]) => row.escalated,
      Undecided: (row: (typeof rows)[number]) =>
        row.count - row.accepted - row.edited - row.rejected - row.escalated,
    };
    return { points: perDay(range, rows, series, 0), sample: sumOf(rows, (row) => row.count) };
  },
};
