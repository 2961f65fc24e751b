/** The share of tickets whose first reply came within the time their priority allows. */
import { and, eq, lt, or, type SQL, sql } from "drizzle-orm";
import { ticket } from "#db/schema/index";
import type { Ctx } from "#lib/platform/context";
import { readSetting } from "#lib/settings/queries";
import { answerDueAt, firstResponse } from "#lib/tickets/follow-up";
import { type Priority, priorities } from "#lib/tickets/model";
import { countIf, during, elapsed, inQueue, type Range } from "../chart";
import type { TileSource } from "./tile";

export const slaTile: TileSource = {
  title: "SLA met",
  definition:
    "Of the tickets that came in: the share answered within the working time of their priority. Unanswered tickets count once they are overdue.",
  format: "percent",
  better: "higher",
  sampleUnit: "tickets",
  async load(ctx, range) {
    const [prompt, others] = await Promise.all([answeredAtOnce(ctx, range), restOf(ctx, range)]);
    const hours = await readSetting(ctx, "policy.hours");
    const now = ctx.now();
    let met = prompt;
    let missed = 0;
    for (const { priority, openedAt, firstReplyAt } of others) {
      const isMet = (firstReplyAt ?? now) <= answerDueAt(hours, priority, openedAt);
      if (isMet && firstReplyAt) met += 1;
      if (!isMet) missed += 1;
    }
    const sample = met + missed;
    return { value: sample > 0 ? met / sample : null, sample };
  },
};

/** Answered in less time than is allowed even round the clock: most tickets, and no calendar is needed for them. */
async function answeredAtOnce(ctx: Ctx, range: Range): Promise<number> {
  const [row] = await ctx.db
    .select({ prompt: countIf(isPrompt) })
    .from(ticket)
    .where(requestsOf(range));
  return row?.prompt ?? 0;
}

/** The others: answered later, or open without an answer. What was solved without a reply owed none. */
function restOf(ctx: Ctx, range: Range) {
  return ctx.db
    .select({ priority: ticket.priority, openedAt: ticket.openedAt, firstReplyAt: ticket.firstReplyAt })
    .from(ticket)
    .where(
      and(
        requestsOf(range),
        sql`${isPrompt} is not true`,
        or(sql`${ticket.firstReplyAt} is not null`, sql`${ticket.solvedAt} is null`),
        lt(ticket.openedAt, ctx.now()),
      ),
    );
}

const isPrompt = sql`(${elapsed(ticket.openedAt, ticket.firstReplyAt)} <= ${allowed()})`;

/** The time allowed, in ms, by a ticket's priority. */
function allowed(): SQL {
  const cases = priorities.map(
    (priority: Priority) => sql`when ${priority} then ${firstResponse[priority]}::float8`,
  );
  return sql`case ${ticket.priority} ${sql.join(cases, sql` `)} end`;
}

function requestsOf(range: Range): SQL | undefined {
  return and(during(ticket.openedAt, range), inQueue(ticket.queueId, range), eq(ticket.kind, "request"));
}
