/** Instructions in the notes on a customer that bind the agent: "Escalate anything on npay-live at once." Pure. */
import { IDENTIFIER } from "#lib/apprentice/call/identifiers";
import type { Observation } from "./model";

/** A note that asks for a human, in the languages teams write in. */
const wantsHuman =
  /\b(?:escalat\p{L}*|page|call|phone|hand(?:ed)? over|notify|inform|eskalier\p{L}*|anrufen|übergeben|informier\p{L}*|escalad\p{L}*|escalar|escalen|llam\p{L}*|avis\p{L}*|prévenir|appel\p{L}*|escalez|escalat|chiam\p{L}*)\b|升级|上报|联系|電話|連絡/iu;

/**
 * The sentence of the notes on this ticket's customer that asks for a human here; null where none does. It binds where it
 * names what the ticket is about: whether a condition in words ("anything that stops bookings") holds is not for us to say.
 */
export function bindingNote({ customer, ticket, timeline }: Observation): string | null {
  const sentences = (customer?.notes ?? "").split(/(?<=[.!?。！？])\s*|\n+/u).map((one) => one.trim());
  const told = [ticket.subject, ...timeline.map(({ body, data }) => `${body} ${JSON.stringify(data)}`)]
    .join("\n")
    .toLowerCase();
  return (
    sentences.find((sentence) => {
      if (!wantsHuman.test(sentence)) return false;
      const named = sentence.match(IDENTIFIER) ?? [];
      return named.some((name) => told.includes(name.toLowerCase()));
    }) ?? null
  );
}
