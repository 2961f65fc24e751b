/** Relations between two values of a call: numeric order, and where each was mentioned. */
import type { Place } from "./candidate";

const ONE_NUMBER = /^(\P{N}*)(\p{N}{1,6})(\P{N}*)$/u;
const FAR = 12;
/** Values with at most so many words between them belong together. */
const SOON = 4;

/** How much higher the only number of the second value is, when both are written alike; null else. */
export function difference(left: string, right: string): number | null {
  const from = ONE_NUMBER.exec(left);
  const to = from && ONE_NUMBER.exec(right);
  if (!to || from[1] !== to[1] || from[3] !== to[3]) return null;
  const by = Number(to[2]) - Number(from[2]);
  return Math.abs(by) <= FAR ? by : null;
}

/** Whether the last saying of a value comes before or after the other value in one message; null when they never meet. */
export function side(others: readonly Place[], own: readonly Place[]): string | null {
  const mine = own.at(-1);
  const other = mine && others.findLast(({ message }) => message === mine.message);
  if (!mine || !other) return null;
  if (mine.at > other.end) return mine.at - other.end <= SOON ? "soon after" : "after";
  if (other.at > mine.end) return other.at - mine.end <= SOON ? "soon before" : "before";
  return "within";
}
