/** Holds what was shown against what was expected: pure. */
import { isDeepStrictEqual } from "node:util";
import type { CardPattern, Expectation, Shown, ShownStep } from "./model";

/** Tells the language of a text as an ISO 639-1 code; null when it cannot be told. */
export type TellLanguage = (text: string) => string | null;

/** A sentence for each expectation that is not met; none when all are. */
export function failuresOf(expected: Expectation, shown: Shown, languageOf: TellLanguage): string[] {
  const main = shown.cards.findLast(({ isOpen }) => isOpen) ?? null;
  const fits = (step: ShownStep, pattern: CardPattern) => isLike(step, pattern, languageOf);
  const offered = shown.cards.flatMap((card) => [card, ...card.alternatives]);
  const failures: (string | null)[] = [
    expected.first && !(main && fits(main, expected.first))
      ? `The card at the end should be ${JSON.stringify(expected.first)}; it is ${words(main)}.`
      : null,
    ...(expected.no_card ?? []).map((pattern) => {
      const met = offered.find((step) => fits(step, pattern));
      return met ? `Nothing like ${JSON.stringify(pattern)} should be shown; there was ${words(met)}.` : null;
    }),
    expected.silent && main ? `No card should stand at the end; there is ${words(main)}.` : null,
    expected.not_silent && !main
      ? `A card should stand at the end; there is none: ${shown.abstained ?? "the agent did not run"}`
      : null,
    expected.cards_at_most !== undefined && shown.cards.length > expected.cards_at_most
      ? `At most ${expected.cards_at_most} cards should be shown; there were ${shown.cards.length}.`
      : null,
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

function isLike(step: ShownStep, pattern: CardPattern, languageOf: TellLanguage): boolean {
  const { kind, tool, arguments: wanted, text, language } = pattern;
  return (
    (!kind || step.kind === kind) &&
    (!tool || step.tool === tool) &&
    (!wanted || Object.entries(wanted).every(([name, value]) => isSame(step.arguments?.[name], value))) &&
    (!text || new RegExp(text, "iu").test(step.text)) &&
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
  return `${step.kind}${call} “${step.text}” (${Math.round(step.confidence * 100)} %)`;
}
