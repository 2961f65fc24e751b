/** What a customer does once he was answered, or while nobody answers: pure, and the same for the same ticket. */
import { isClosing } from "#lib/tickets/message/closing";
import type { Case } from "./case";
import { type Dice, diceFor } from "./dice";
import { automatic, complaints, givenUp, reminders, stillFails, thanks } from "./manners";
import { worded } from "./wording";

export type ReactionKind =
  | "given"
  | "question"
  | "thanks"
  | "fails"
  | "complaint"
  | "automatic"
  | "reminder"
  | "gives_up";
export type Reaction = { kind: ReactionKind; afterSeconds: number; body: string };

/** What was said last on a ticket, with what its customer did before. */
export type Said = {
  /** Tells this moment of the ticket from all others. */
  moment: string;
  text: string;
  /** What the customer did so far, the opening apart. */
  before: readonly ReactionKind[];
};

/** What comes after an analyst's reply; null when the customer leaves it at that. `one` is null for cases told by hand. */
export function afterReply(one: Case | null, { moment, text, before }: Said): Reaction | null {
  if (before.includes("thanks") || before.includes("complaint") || before.length >= 4) return null;
  const dice = diceFor(`after ${moment}`);
  const request = one?.shape === "request" ? one : null;
  if (asksFor(text)) {
    if (!request || request.isTold || before.includes("given")) return null;
    return reaction("given", request.kind.given, dice, [30, 80], request.facts);
  }
  const chance = dice.between(0, 99);
  if (chance < 6) return reaction("automatic", automatic, dice, [2, 4]);
  if (chance < 16 && !before.includes("fails")) return reaction("fails", stillFails, dice, [60, 180]);
  if (chance < 22) return reaction("complaint", complaints, dice, [40, 120]);
  if (chance < 36 && request && request.kind.questions.length > 0 && !before.includes("question"))
    return reaction(
      "question",
      request.kind.questions.map(([asked]) => asked),
      dice,
      [30, 90],
    );
  return chance < 88 ? reaction("thanks", thanks, dice, [25, 120]) : null;
}

/** What comes while a customer's message stays unanswered: he asks once, and some find the way out themselves. */
export function whileWaiting({ moment, text, before }: Said): Reaction | null {
  if (before.includes("thanks") || before.includes("gives_up") || isClosing(text)) return null;
  const dice = diceFor(`waits ${moment}`);
  const chance = dice.between(0, 99);
  if (before.includes("reminder"))
    return chance < 30 ? reaction("gives_up", givenUp, dice, [3_600, 9_000]) : null;
  return chance < 45 ? reaction("reminder", reminders, dice, [420, 1_500]) : null;
}

/** How long an alert fires before it resolves by itself, in seconds; null when somebody has to see to it. */
export function firesFor(moment: string): number | null {
  const dice = diceFor(`fires ${moment}`);
  return dice.between(0, 9) < 8 ? dice.between(150, 720) : null;
}

/** True where an analyst wants to know something first. */
function asksFor(text: string): boolean {
  return /\?|\b(send|tell) (me|us)\b/i.test(text.split(/\n\n/)[0] ?? text);
}

function reaction(
  kind: ReactionKind,
  texts: readonly string[],
  dice: Dice,
  [soonest, latest]: [number, number],
  facts: Readonly<Record<string, string>> = {},
): Reaction {
  const body = worded(dice.pick(texts as [string, ...string[]]), facts, dice);
  return { kind, afterSeconds: dice.between(soonest, latest), body };
}
