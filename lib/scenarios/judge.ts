/** Holds what was shown against what was expected: pure. */
import { isDeepStrictEqual } from "node:util";
import { percentWords } from "#lib/platform/percent/rules";
import { EndlessExpression, fits } from "./expression";
import type { CardPattern, Expectation, FindingCounts, Shown, ShownStep } from "./model";

/** Tells the language of a text as an ISO 639-1 code; null when it cannot be told. */
export type TellLanguage = (text: string) => string | null;

/** A sentence for each expectation that is not met, or cannot be held against anything; none when all are met. */
export function failuresOf(expected: Expectation, shown: Shown, languageOf: TellLanguage): string[] {
  try {
    return unmet(expected, shown, languageOf);
  } catch (error) {
    if (error instanceof EndlessExpression) return [error.message];
    throw error;
  }
}

function unmet(expected: Expectation, shown: Shown, languageOf: TellLanguage): string[] {
  const main = shown.cards.findLast(({ isOpen }) => isOpen) ?? null;
  const isMet = (step: ShownStep, pattern: CardPattern) => isLike(step, pattern, languageOf);
  const offered = shown.cards.flatMap((card) => [card, ...card.alternatives]);
  const failures: (string | null)[] = [
    expected.first && !(main && isMet(main, expected.first))
      ? `The card at the end should be ${JSON.stringify(expected.first)}; it is ${words(main)}.`
      : null,
    ...(expected.no_card ?? []).map((pattern) => {
      const met = offered.find((step) => isMet(step, pattern));
      return met ? `Nothing like ${JSON.stringify(pattern)} should be shown; there was ${words(met)}.` : null;
    }),
    expected.abstains && main ? `No card should stand at the end; there is ${words(main)}.` : null,
    expected.shows && !main
      ? `A card should stand at the end; there is none: ${shown.abstained ?? "the agent did not run"}`
      : null,
    expected.cards_at_most !== undefined && shown.cards.length > expected.cards_at_most
      ? `At most ${expected.cards_at_most} cards should be shown; there were ${shown.cards.length}.`
      : null,
    findingFailure(expected, shown.finding),
    expected.status && shown.status !== expected.status
      ? `The ticket should be ${expected.status}; it is ${shown.status}.`
      : null,
    expected.due === null && shown.due
      ? `No clock should run; one is set to ${shown.due.toISOString()} (${shown.due_reason}).`
      : null,
    expected.due_reason_not && shown.due_reason === expected.due_reason_not
      ? `The clock should not run for the reason “${expected.due_reason_not}”.`
      : null,
  ];
  return failures.filter((failure) => failure !== null);
}

/** What is wrong with what the agent made of the case; null where nothing is, or nothing was expected. */
function findingFailure(
  { finding, no_fault, unresolved }: Expectation,
  made: Shown["finding"],
): string | null {
  const is = made?.outcome ?? null;
  const said = made ? `${made.outcome} “${made.text}”` : "none";
  if (finding && !(made && is === "finding" && fits(finding, made.text)))
    return `The finding should fit ${JSON.stringify(finding)}; it is ${said}.`;
  if (no_fault && is !== "no_fault") return `No fault should be found; the outcome is ${said}.`;
  if (unresolved && is !== null && is !== "unresolved")
    return `It should stay unresolved; the outcome is ${said}.`;
  return null;
}

/** How often findings were right, and how often something else was claimed. */
export function findingCounts(
  played: readonly { expected: Expectation; made: Shown["finding"] }[],
): FindingCounts | null {
  const asked = played.filter(
    ({ expected: { finding, no_fault, unresolved } }) => finding || no_fault || unresolved,
  );
  if (asked.length === 0) return null;
  const calm = asked.filter(({ expected }) => expected.no_fault);
  const faults = asked.filter(({ expected }) => !expected.no_fault);
  const isRight = ({ expected, made }: (typeof asked)[number]) => findingFailure(expected, made) === null;
  const claims = ({ made }: (typeof asked)[number]) => made !== null && made.outcome !== "unresolved";
  return {
    faults: faults.length,
    right: faults.filter((one) => one.expected.finding && isRight(one)).length,
    wrong: asked.filter((one) => claims(one) && !isRight(one)).length,
    calm: calm.length,
    calmRight: calm.filter(isRight).length,
  };
}

function isLike(step: ShownStep, pattern: CardPattern, languageOf: TellLanguage): boolean {
  const { kind, tool, arguments: wanted, text, language } = pattern;
  return (
    (!kind || step.kind === kind) &&
    (!tool || step.tool === tool) &&
    (!wanted || Object.entries(wanted).every(([name, value]) => isSame(step.arguments?.[name], value))) &&
    (!text || fits(text, step.text)) &&
    (!language || languageOf(step.text) === language)
  );
}

/** Values are the same when they are written the same: "5" and 5 ask a tool for one thing. */
function isSame(left: unknown, right: unknown): boolean {
  const isPlain = typeof left !== "object" && typeof right !== "object" && left !== undefined;
  return isDeepStrictEqual(left, right) || (isPlain && String(left) === String(right));
}

function words(step: ShownStep | null): string {
  if (!step) return "none";
  const call = step.tool ? ` ${step.tool} ${JSON.stringify(step.arguments)}` : "";
  return `${step.kind}${call} “${step.text}” (${percentWords(step.confidence)})`;
}
