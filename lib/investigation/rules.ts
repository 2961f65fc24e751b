/** What of an investigation a brief holds, for whoever goes on with the case. Pure. */
import type { Hypothesis } from "./model";

type Line = { text: string; eventId: number | undefined };

/** What speaks for sure against something that may have been. */
export function ruledOutOf(hypotheses: readonly Hypothesis[]): Line[] {
  return hypotheses
    .filter(({ status }) => status === "refuted")
    .map(({ text, marks: [mark] }) => ({
      text,
      eventId: mark?.eventId,
    }));
}

/** Why something that may be could not be told, each reason once however many causes hang on it. */
export function notCheckedOf(hypotheses: readonly Hypothesis[]): Line[] {
  const open = hypotheses.filter(
    ({ status, isBlocked, isStruck }) => status === "not_checked" && isBlocked && !isStruck,
  );
  const first = new Map(open.toReversed().map((one) => [one.why, one]));
  return [...first.values()]
    .toReversed()
    .map(({ why, marks: [mark] }) => ({ text: why, eventId: mark?.eventId }));
}
