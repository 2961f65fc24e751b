/** Values known on a ticket, under the names by which a procedure may ask for them. Pure. */
import type { Case } from "#lib/apprentice/model";
import { newSlotValues, noteEvent, valuesBySlot } from "#lib/apprentice/slot-values";
import { type Known, nameWords } from "./slots";

/** A question of an analyst and what the customer answered, newest last. */
export type QuestionAnswer = { question: string; answer: string };

/** Longest answer that is taken for the value itself, in words. */
const wordsOfValue = 6;
const isValue = /^.{0,200}?(?:\b(?:is|are|it's|i'm|i am|ist|heiße|est|es|name's)\b|[:：是])\s*(\S.*)$/iu;
const courtesy =
  /^(?:(?:yes|yeah|sure|ok(?:ay)?|of course|hi|hello|well|so|ja|klar|gerne|oui|sí|please|thanks|好的|是的)[\s,.!，。]+)+/iu;

/** Answers given to questions on a ticket. */
export function answersOf({ events }: Case): QuestionAnswer[] {
  const answers: QuestionAnswer[] = [];
  let question = "";
  for (const { kind, body } of events) {
    if (kind === "analyst_reply") question = body;
    if (kind !== "customer_message" || question === "") continue;
    answers.push({ question, answer: body });
    question = "";
  }
  return answers;
}

/** What the customer answered to the newest question that asks for it. */
export function answerTo(slot: string, answers: readonly QuestionAnswer[]): string | null {
  const wanted = nameWords(slot);
  const asked = answers.findLast(({ question }) => {
    const inQuestion = nameWords(question);
    return wanted.length > 0 && wanted.every((word) => inQuestion.some((other) => isSameWord(word, other)));
  });
  return asked ? valueIn(asked.answer) : null;
}

/** Values of results, calls and people under their names, what is most certain first. */
export function knownValues(of: Case): Known[] {
  const slots = newSlotValues(of);
  for (const event of of.events) noteEvent(slots, event);
  return [...valuesBySlot(slots)]
    .filter(([name, value]) => !name.startsWith("#") && value !== "")
    .map(([name, value]) => ({ name: name.replace(/^\?/, "").replace(/\[\+\d\]$/, ""), value }));
}

/** The value in an answer: its only identifier or number, or the few words it consists of; null when it tells more. */
export function valueIn(answer: string): string | null {
  const plain = answer
    .trim()
    .replace(courtesy, "")
    .replace(/(?<![\s.!,;。！，])[\s.!,;。！，]+$/u, "");
  const told = isValue.exec(plain)?.[1] ?? plain;
  if (told !== "" && told.split(/\s+/).length <= wordsOfValue && !/[?？]/.test(told)) return told;
  const identifiers = (plain.match(/[\p{L}\p{N}_.:/@-]+/gu) ?? [])
    .map((run) => run.replace(/(?<=[\p{L}\p{N}])[_.:/@-]+$/u, ""))
    .filter((run) => /\p{N}/u.test(run));
  return new Set(identifiers).size === 1 ? (identifiers[0] ?? null) : null;
}

function isSameWord(left: string, right: string): boolean {
  return left === right || `${left}s` === right || left === `${right}s`;
}
