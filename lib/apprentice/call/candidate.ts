/** A candidate value for an argument of a call, and the reasons for it. */

/** A value with the reasons for it, as names that the ranking turns into features. `undefined` = the argument is left out. */
export type ArgumentCandidate = {
  value: unknown;
  /** Normal form of the value. */
  form: string;
  facts: Set<string>;
  /** Words around it where it was said. */
  nearby: Set<string>;
  /** What sort of reasons there are, without detail. */
  kind: string;
  /** Whether the value may be given without a trace in the ticket. */
  isUsual: boolean;
  places: Place[];
};

/** Words `at` to `end` of message number `message`. */
export type Place = { message: number; at: number; end: number };

/** Finds the candidate of a value, or makes it one; `isVerbatim` keeps the spelling of the ticket, not that of closed ones. */
export type CandidateOf = (value: unknown, isVerbatim?: boolean) => ArgumentCandidate;

/** Reasons that lie in closed tickets alone. */
const WITHOUT_A_TRACE = /^(?:usual|known|fits|follows) /u;

/** True for a value of which the ticket shows no trace. */
export function isUntold({ facts }: ArgumentCandidate): boolean {
  return [...facts].every((fact) => WITHOUT_A_TRACE.test(fact));
}
