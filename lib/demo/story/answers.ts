/** What the team would answer at once where a made-up case arrives, in the words its people use. */
import type { Case } from "./case";
import { foundBy } from "./look-up";
import type { StoryPerson } from "./model";
import { people } from "./people";

/**
 * The right answers, each as good as the others: the team's own words, and those of every analyst who puts them in words
 * of their own. Null where no answer is sent: alerts, and what a colleague takes over.
 */
export function rightAnswers(one: Case): string[] | null {
  if (one.shape !== "request") return null;
  const { kind, facts, isTold } = one;
  if (!isTold) return [kind.ask];
  const call = kind.lookUp?.(facts);
  const answer = kind.answer(call ? foundBy(call) : {}, facts);
  return [answer, ...people.map((person) => inOwnWords(one, answer, person))];
}

/** An analyst does not always take the team's words. */
export function inOwnWords({ customer: { name } }: Case, answer: string, { name: own }: StoryPerson): string {
  const first = (full: string) => full.split(" ")[0];
  return `Hi ${first(name)}, thanks for writing in. ${answer.replace(/^Hello, /, "").replace(/^./, (letter) => letter.toUpperCase())} Best wishes, ${first(own)}`;
}
