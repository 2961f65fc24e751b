/** Which decisions count in a chart. */
import { and, isNull, type SQL } from "drizzle-orm";
import { decision } from "#db/schema/suggestions";
import { during, ofQueue, type Range } from "./chart";

/** True of a decision within the range, on a ticket of the queue asked for, that was not undone. */
export function decidedIn(range: Range): SQL | undefined {
  return and(during(decision.decidedAt, range), isNull(decision.undoneAt), ofQueue(decision.ticketId, range));
}
