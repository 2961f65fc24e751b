/** Which alerting rules only make noise, and what would spare people that without hiding what they acted on. Pure. */
import type { Severity } from "#lib/signals/model";

/** One time a rule fired. */
export type Firing = {
  from: Date;
  /** Null: it still fires. */
  to: Date | null;
  /** How often it went on and off within. */
  flips: number;
  isActedOn: boolean;
  incidentId: number | null;
};

/** A rule of a source, with its firings of the last days. */
export type FiredRule = {
  source: string;
  name: string;
  severity: Severity | null;
  firings: readonly Firing[];
};

export type Relief = { kind: "wait" | "demote"; forMinutes: number; unheeded: number; actedOn: number };

/** So many firings that nobody acted on make a rule worth a look; so many of all without one acted on, worth nobody's sleep. */
const fewest = 5;
const fewestToDemote = 8;
/** A wait is worth it when it spares so much of what nobody acted on. */
const worthIt = 0.8;
const waits = [2, 5, 10, 15, 30, 60];

/** What would spare people the noise of a rule; null where it makes none, or what people act on would be lost. */
export function reliefOf({ firings }: Pick<FiredRule, "firings">): Relief | null {
  const over = firings.filter(({ to }) => to !== null);
  const actedOn = over.filter((one) => one.isActedOn);
  const unheeded = over.filter((one) => !one.isActedOn);
  // What fires now may be what somebody is about to act on.
  if (unheeded.length < fewest || actedOn.length > unheeded.length) return null;
  const counts = { unheeded: unheeded.length, actedOn: actedOn.length };
  for (const forMinutes of waits) {
    if (actedOn.some((one) => !lasts(one, forMinutes))) break;
    const spared = unheeded.filter((one) => !lasts(one, forMinutes)).length;
    if (spared >= worthIt * unheeded.length) return { kind: "wait", forMinutes, ...counts };
  }
  if (actedOn.length > 0 || unheeded.length < fewestToDemote) return null;
  return { kind: "demote", forMinutes: 0, ...counts };
}

/** True when it fired so long without a pause. Of one that went on and off, each stretch is taken to be as long as the others. */
export function lasts({ from, to, flips }: Pick<Firing, "from" | "to" | "flips">, minutes: number): boolean {
  if (to === null) return true;
  return (to.getTime() - from.getTime()) / (2 * flips + 1) >= minutes * 60_000;
}
