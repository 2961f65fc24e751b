/** A message that names nothing while nothing was looked up: "Twenty minutes and nothing. What is going on?" Pure. */
import { IDENTIFIER } from "#lib/apprentice/call/identifiers";
import type { CaseEvent } from "#lib/apprentice/model";
import { namesAnother } from "#lib/tickets/message/closing";
import type { Observation } from "./model";

const lookedUp: ReadonlySet<CaseEvent["kind"]> = new Set(["tool_call", "tool_result"]);

/**
 * The ticket as it read when the customer last said what it is about; null where that is his newest message, he speaks of
 * another thing, or something was looked up since. Until then what was to be looked up still is, whether he was told to wait or nothing at all.
 */
export function beforeAskedAgain(seen: Observation): Observation | null {
  const { events } = seen.case;
  if (seen.isEnd || events.some(({ kind }) => lookedUp.has(kind))) return null;
  const said = events.filter(({ kind }) => kind === "customer_message");
  const about = said.findLast(({ body }) => namesSomething(body));
  const newest = said.at(-1);
  if (!about || about === newest || namesAnother(newest?.body ?? "")) return null;
  return { ...seen, case: { ...seen.case, events: events.slice(0, events.indexOf(about) + 1) } };
}

/** True where a figure or a name stands: it may be what has to be looked up. */
function namesSomething(text: string): boolean {
  return /\p{N}/u.test(text) || text.search(IDENTIFIER) >= 0;
}
