/** Which decisions, answers and grades count in a chart: those within its range, of the queue asked for. */
import { and, eq, isNotNull, isNull, type SQL } from "drizzle-orm";
import { agentRun, decision } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import { during, inQueue, ofQueue, type Range } from "./chart";

/** True of a decision that was not undone, by the day it was made. */
export function decidedIn(range: Range): SQL | undefined {
  return and(during(decision.decidedAt, range), isNull(decision.undoneAt), ofQueue(decision.ticketId, range));
}

/** True of a request that got a reply, by the day it came in. */
export function answeredIn(range: Range): SQL | undefined {
  return and(
    during(ticket.openedAt, range),
    inQueue(ticket.queueId, range),
    eq(ticket.kind, "request"),
    isNotNull(ticket.firstReplyAt),
  );
}

/** True of an agent run without a proposal that an analyst graded, by the day of the run. */
export function gradedAbstentionIn(range: Range): SQL | undefined {
  return and(
    during(agentRun.at, range),
    ofQueue(agentRun.ticketId, range),
    isNotNull(agentRun.grade),
    eq(agentRun.outcome, "abstained"),
  );
}
