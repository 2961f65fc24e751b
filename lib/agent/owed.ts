/** Hand-overs where the agent abstains although a customer is waiting and nobody else would notice. */
import { type AbstainReason, abstainReasons } from "#lib/policy/model";
import { doubtsIn } from "#lib/tickets/message/closing";
import type { Scored } from "./candidates/candidate";
import type { Observation, Retrieved } from "./model";

/** Why the agent abstains; `withheld` is the candidate that did not pass a check. */
export type Nothing = { reason: AbstainReason; detail?: string; withheld?: Scored };

/**
 * Why a human answers a customer for whom the only draft was withheld: he waits, and nobody else would see it. Null when
 * he is done, a human knows, or has looked up himself what would be looked up again.
 */
export function owedTo(seen: Observation, retrieved: Retrieved, found: Nothing): string | null {
  const { reason, detail, withheld } = found;
  const { goodbyes, proposal } = retrieved;
  const isWaiting = seen.unanswered.some(({ kind }) => kind === "customer_message");
  if (!isWaiting || seen.isHandedOver || seen.isEnd || goodbyes.fit === "proven") return null;
  if (!withheld) {
    const barred = retrieved.barred.find(({ isAnswer }) => isAnswer);
    return reason === "nothing_to_add" && proposal.replies.length === 0 && barred ? waits(barred.why) : null;
  }
  if (withheld.kind === "diagnostic" && reason === "repeat") return null;
  return waits(detail ?? abstainReasons[reason]);
}

/**
 * Why a human goes on in a conversation: the customer came back with something open, or asked, or the agent has looked
 * something up for him by itself, and nothing reliable can be said. Silence would pass him over; a ticket nobody has
 * answered yet stands in the list as that. Null otherwise.
 */
export function passedOver(seen: Observation, { goodbyes }: Retrieved): string | null {
  const said = seen.unanswered.filter(({ kind }) => kind === "customer_message");
  const isUnderWay = (seen.event.kind === "customer_message" && hasReply(seen)) || seen.isUnaskedResult;
  if (!isUnderWay || said.length === 0 || seen.isHandedOver || seen.isEnd || goodbyes.fit === "proven")
    return null;
  const isOpen =
    goodbyes.fit === "open" || said.some(({ body }) => /[?？]/u.test(body) || doubtsIn(body).length > 0);
  return isOpen ? "The customer waits for an answer, and the agent has no reliable one." : null;
}

/** From this chance on the likeliest answer tells what becomes of such cases. */
const telling = 0.25;

/**
 * Why a case is given to somebody before it is answered: what is likeliest was said by those who had been given theirs.
 * Null once somebody has decided about that.
 */
export function givenOver(seen: Observation, { proposal }: Retrieved): string | null {
  const first = proposal.withheld.find(({ rank }) => rank === 0);
  if (first?.bar.kind !== "handed_over" || first.confidence < telling) return null;
  if (seen.isHandedOver || seen.isEnd) return null;
  const { times, of } = first.bar;
  return `Cases like this were handed over before they were answered, ${times} of ${of} times.`;
}

function hasReply({ timeline }: Observation): boolean {
  return timeline.some(({ kind }) => kind === "analyst_reply");
}

function waits(why: string): string {
  return `The customer waits for an answer, and what fits was withheld: ${why}`;
}
