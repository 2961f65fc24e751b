/** A message that ends what was answered and begins with something else: "Works now. pg-web says too many clients." Pure. */
import { doubtsIn, isClosing } from "#lib/tickets/message/closing";
import { besides } from "#lib/tickets/message/closing-words";
import { splitSentences } from "#lib/tickets/message/sentences";
import type { Observation } from "./model";

/** Sentences in which nobody says more than that all is well. */
const mostOfAnEnd = 6;

/** Where a sentence begins with a small letter: "works now. pg-web is slow". */
const smallBeginning = /(?<=[.!?] )(?=\p{Ll})/u;

/**
 * The ticket as if it had begun with the other matter; null where the customer goes on with the one he was answered. What
 * contrasts or doubts ("but the third still fails") is about that one.
 */
export function otherMatter(seen: Observation): Observation | null {
  const { timeline, unanswered } = seen;
  const at = timeline.findLastIndex(({ kind }) => kind === "analyst_reply");
  if (at < 0 || seen.isEnd || unanswered.some(({ kind }) => kind !== "customer_message")) return null;
  const since = timeline.slice(at + 1).filter(({ kind }) => kind === "customer_message");
  const sentences = since.flatMap((event) =>
    splitSentences(event.body)
      .flatMap((sentence) => sentence.split(smallBeginning))
      .map((sentence) => ({ event, sentence })),
  );
  const asked = /[?？]/u.test(timeline[at]?.body ?? "");
  const isEnded = (count: number) => isClosing(textOf(sentences.slice(0, count)), { asked });
  const from = sentences.slice(0, mostOfAnEnd + 1).findLastIndex((_, place) => place > 0 && isEnded(place));
  const rest = sentences.slice(from);
  if (from < 1 || textOf(rest).trim() === "" || doubtsIn(textOf(rest).replace(besides, " ")).length > 0)
    return null;
  const bodies = new Map<number, string>();
  for (const { event, sentence } of rest) bodies.set(event.id, (bodies.get(event.id) ?? "") + sentence);
  const withRest = <Event extends { id: number; body: string }>(event: Event) => {
    const body = bodies.get(event.id)?.trim();
    return body ? [{ ...event, body }] : [];
  };
  const begins = seen.case.events.findIndex(({ id }) => bodies.has(id));
  const events = seen.case.events
    .slice(begins)
    .flatMap((event) => (event.kind === "customer_message" ? withRest(event) : event));
  return { ...seen, unanswered: unanswered.flatMap(withRest), case: { ...seen.case, subject: "", events } };
}

function textOf(some: readonly { sentence: string }[]): string {
  return some.map(({ sentence }) => sentence).join("");
}
