/** Whether a rule matches a text. No expression and no text can hold the desk up: RE2 takes linear time. Pure. */
import { RE2JS } from "re2js";
import { terms } from "#lib/knowledge/terms";
import { reportTerms } from "#lib/major/terms";
import type { RuleInput } from "./model";

/** How rare a term is among all messages. */
type Rarity = (term: string) => number;
export type Matcher = (text: string) => boolean;

const longestText = 16_000;
/** Cosine from which on a text means what an example says. */
const meansTheSame = 0.4;

/** Why an expression cannot be used; null when it can. */
export function faultOfExpression(expression: string): string | null {
  try {
    RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
    return null;
  } catch (error) {
    return `This is no expression of RE2: ${error instanceof Error ? error.message : "it cannot be read"}`;
  }
}

/** A rule ready to look at texts. */
export function matcherOf(
  { match, looksFor }: Pick<RuleInput, "match" | "looksFor">,
  rarity: Rarity,
): Matcher {
  if (match === "expression") {
    const compiled = looksFor
      .filter((one) => faultOfExpression(one) === null)
      .map((one) => RE2JS.compile(one, RE2JS.CASE_INSENSITIVE));
    return (text) => compiled.some((one) => one.matcher(text.slice(0, longestText)).find());
  }
  if (match === "words") {
    const phrases = looksFor.map((one) => terms(one)).filter((phrase) => phrase.length > 0);
    return (text) => {
      const words = ` ${terms(text.slice(0, longestText)).join(" ")} `;
      return phrases.some((phrase) => words.includes(` ${phrase.join(" ")} `));
    };
  }
  const examples = looksFor.map((one) => reportTerms("", one)).filter((one) => one.length > 0);
  return (text) => {
    const words = reportTerms("", text.slice(0, longestText));
    return examples.some((example) => cosine(words, example, rarity) >= meansTheSame);
  };
}

/** Why a rule can never match, whatever comes; null where it can. `ignoring` are the other rules that are on and ignore. */
export function neverMatches(rule: RuleInput, ignoring: readonly RuleInput[]): string | null {
  const { match, looksFor } = rule;
  if (match === "expression") {
    const fault = looksFor.map(faultOfExpression).find((one) => one !== null);
    if (fault && looksFor.every((one) => faultOfExpression(one) !== null)) return fault;
  } else {
    const read = match === "words" ? (one: string) => terms(one) : (one: string) => reportTerms("", one);
    if (looksFor.every((one) => read(one).length === 0))
      return "It looks only for words that stand in every message.";
  }
  const cover = ignoring.find(
    (other) =>
      rule.kind === "detect" &&
      (other.subject === "both" || other.subject === rule.subject) &&
      other.match === match &&
      looksFor.every((one) => other.looksFor.some((also) => also.toLowerCase() === one.toLowerCase())),
  );
  return cover ? `“${cover.name}” ignores all it looks for.` : null;
}

function cosine(one: readonly string[], other: readonly string[], rarity: Rarity): number {
  const weight = (all: readonly string[]) => all.reduce((sum, term) => sum + rarity(term) ** 2, 0);
  const shared = weight(one.filter((term) => other.includes(term)));
  return shared === 0 ? 0 : shared / Math.sqrt(weight(one) * weight(other));
}
