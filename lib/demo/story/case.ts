/** A case that is made up: who comes with what. The same seed makes the same case, for the past and for what arrives live. */
import type { Dice } from "./dice";
import { diceFor } from "./dice";
import { type Kind, kinds } from "./kinds/kinds";
import type { AlertKind, EscalatedKind, RequestKind } from "./kinds/model";
import { foundBy } from "./look-up";
import type { StoryAlert, StoryCustomer } from "./model";
import { somebody } from "./newcomers";
import { type Facts, worded } from "./wording";

interface CaseHead {
  customer: StoryCustomer;
  facts: Facts;
  subject: string;
  /** For what happens later on the case. */
  dice: Dice;
}

export type Case = CaseHead &
  (
    | { shape: "request"; kind: RequestKind; body: string; isTold: boolean }
    | { shape: "escalated"; kind: EscalatedKind; body: string }
    | { shape: "alert"; kind: AlertKind; alert: StoryAlert }
  );

/** The case of `seed`, one of `among`. */
export function caseOf(seed: string, among: readonly Kind[] = kinds): Case {
  const dice = diceFor(seed);
  const customer = somebody(dice);
  const kind = chosenKind(dice, among);
  const facts = factsOf(kind, dice, customer);
  if (kind.shape === "alert") {
    const alert = kind.alert(dice, facts, fingerprint(dice));
    return { shape: "alert", kind, customer, facts, dice, alert, subject: alert.annotations.summary ?? "" };
  }
  const picked = worded(dice.pick(kind.subjects as [string, ...string[]]), facts, dice);
  const untold = kind.shape === "request" ? kind.untold : [];
  const isTold = untold.length === 0 || dice.between(0, 9) < 7;
  const texts = isTold ? kind.told : untold;
  const body = asWrittenBy(customer, worded(dice.pick(texts as [string, ...string[]]), facts, dice));
  if (kind.shape === "escalated")
    return { shape: "escalated", kind, customer, facts, dice, subject: picked, body };
  const subject = isTold
    ? picked
    : untellingSubject(kind, facts, { picked, body }, diceFor(`subject ${seed}`));
  return { shape: "request", kind, customer, facts, dice, subject, body, isTold };
}

/** The subject, or another one where it tells with the body all that is looked up: nobody would have to ask. */
function untellingSubject(
  kind: RequestKind,
  facts: Facts,
  { picked, body }: { picked: string; body: string },
  dice: Dice,
): string {
  const needed = Object.values(kind.lookUp?.(facts).arguments ?? {}).map(String);
  const tellsAll = (subject: string) => needed.every((value) => `${subject}\n${body}`.includes(value));
  if (!tellsAll(picked)) return picked;
  const other = kind.subjects.map((text) => worded(text, facts, dice)).find((subject) => !tellsAll(subject));
  if (other === undefined) throw new RangeError(`Every subject of ${kind.key} tells what would be asked.`);
  return other;
}

function chosenKind(dice: Dice, among: readonly Kind[]): Kind {
  let left = dice.between(
    1,
    among.reduce((sum, { weight }) => sum + weight, 0),
  );
  for (const kind of among) {
    left -= kind.weight;
    if (left <= 0) return kind;
  }
  throw new RangeError("There is no kind to choose from.");
}

/** Things that have what they usually have, nearly always. */
function factsOf(kind: Kind, dice: Dice, customer: StoryCustomer): Facts {
  let facts = kind.facts(dice, customer);
  if (kind.shape !== "request" || !kind.usual || !kind.lookUp || dice.between(0, 9) === 0) return facts;
  for (let tries = 0; tries < 12; tries++) {
    const found = Object.values(foundBy(kind.lookUp(facts)));
    if (kind.usual.some((usual) => found.includes(usual))) break;
    facts = kind.facts(dice, customer);
  }
  return facts;
}

/** Each writes in a manner of their own: with salutation and name, in passing, or in haste. */
function asWrittenBy({ key, name }: StoryCustomer, text: string): string {
  const manner = diceFor(`manner ${key}`).between(0, 3);
  const first = name.split(" ")[0] ?? name;
  const started = text.charAt(0).toUpperCase() + text.slice(1);
  if (manner === 0) return `Dear support team,\n\n${started}\n\nKind regards,\n${name}`;
  if (manner === 1) return `Hi,\n\n${started}\n\nThanks, ${first}`;
  if (manner === 2) return text.charAt(0).toLowerCase() + text.slice(1);
  return `${started}\n${first}`;
}

function fingerprint(dice: Dice): string {
  const half = () => dice.between(0x10000000, 0xffffffff).toString(16);
  return half() + half();
}
