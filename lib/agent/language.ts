/** The language of replies: the customer's own, or no reply at all. */
import type { Proposal } from "#lib/apprentice/model";
import { isOther, type Language, languageOf, languageOfMessages } from "#lib/tickets/message/language";
import type { Observation } from "./model";

/** The language the customer writes; null where it cannot be told, or nobody wrote. */
export function customerLanguage({ timeline }: Pick<Observation, "timeline">): Language | null {
  return languageOfMessages(
    timeline.filter(({ kind }) => kind === "customer_message").map(({ body }) => body),
  );
}

/** Replies in another language than the customer's are left out as long as others are there. */
export function inLanguage(seen: Observation, proposal: Proposal): Proposal {
  const language = customerLanguage(seen);
  const replies = proposal.replies.filter(({ text }) => !isOther(languageOf(text), language));
  const isAll = replies.length === proposal.replies.length;
  return isAll || replies.length === 0 ? proposal : { ...proposal, replies };
}

/** Why a text may not go to this customer: it is in another language than his; null when it may. */
export function otherLanguage(text: string, seen: Observation): string | null {
  const [written, language] = [languageOf(text), customerLanguage(seen)];
  if (!isOther(written, language)) return null;
  return `The customer writes ${nameOf(language)}; what fits is in ${nameOf(written)}.`;
}

const names = new Intl.DisplayNames("en", { type: "language" });

/** "German" for `de`. */
export function nameOf(language: Language | null): string {
  return language === null ? "an unknown language" : (names.of(language) ?? language);
}
