/** What a page does next, and what a person is told of it. Pure. */
import { shortened } from "#lib/platform/shorten/rules";
import type { Priority } from "#lib/sla/model";
import type { ChainStep, Layer } from "./model";
import {
  mostBriefLines,
  type PageCause,
  type PageRule,
  type PageStatus,
  type Urgency,
  urgencies,
} from "./paging/model";

/** How urgent a page is that is about a ticket. */
export const byPriority = {
  urgent: "critical",
  high: "high",
  normal: "normal",
  low: "normal",
} as const satisfies Record<Priority, Urgency>;

/** The rule a cause goes by: the first that fits; null where nobody is to be called. */
export function ruleFor(
  rules: readonly PageRule[],
  { cause, queueId, urgency }: Pick<PageRule, "cause" | "queueId"> & { urgency: Urgency },
): PageRule | null {
  const rank = urgencies.indexOf(urgency);
  return (
    rules.find(
      (rule) =>
        rule.cause === cause &&
        (rule.queueId === null || rule.queueId === queueId) &&
        rank <= urgencies.indexOf(rule.atLeast),
    ) ?? null
  );
}

type Matter = { cause: PageCause; key: string; urgency: Urgency };

/**
 * True where a matter calls again although a page on it, or on its ticket, stands: it became graver, or time that somebody
 * knew to be running out has run out. Whoever acknowledged the one did not acknowledge the other.
 */
export function isNews(standing: Matter & { status: PageStatus }, { cause, key, urgency }: Matter): boolean {
  if (urgencies.indexOf(urgency) < urgencies.indexOf(standing.urgency)) return true;
  if (cause !== "breach" || key === standing.key) return false;
  return standing.cause === "due_soon" || standing.status === "acknowledged";
}

/** A chain's step by its number through all rounds; null behind the last one. */
export function stepAt(
  { steps, repeats }: { steps: readonly ChainStep[]; repeats: number },
  number: number,
): ChainStep | null {
  return number < steps.length * (repeats + 1) ? (steps[number % steps.length] ?? null) : null;
}

/** The parts of a brief. */
export type BriefPart = "open" | "known" | "ruledOut" | "notChecked" | "tried" | "suggested";

/** What a brief is made of, the most telling lines of each part first. */
export type BriefParts<Line = string> = Record<BriefPart, readonly Line[]>;

export function emptyBrief<Line = string>(): Record<BriefPart, Line[]> {
  return { open: [], known: [], ruledOut: [], notChecked: [], tried: [], suggested: [] };
}

const parts = [
  ["open", "Open"],
  ["known", "Known"],
  ["ruledOut", "Ruled out"],
  ["notChecked", "Not checked"],
  ["tried", "Tried"],
  ["suggested", "Suggested"],
] as const;
const longestLine = 240;

/** What stands in a brief of so many lines: one line of each part that has any, then the room that is left in the same order. */
export function inBrief<Line>(
  given: BriefParts<Line>,
  most: number = mostBriefLines,
): Record<BriefPart, Line[]> {
  const kept = emptyBrief<Line>();
  let left = most;
  for (let round = 0; round < most; round++)
    for (const [part] of parts) {
      const line = given[part][round];
      if (line === undefined || left === 0) continue;
      kept[part].push(line);
      left--;
    }
  return kept;
}

/** A brief in words, at most eight lines. */
export function briefLines(given: BriefParts): string[] {
  const kept = inBrief(given);
  return parts.flatMap(([part, word]) =>
    kept[part].map((line) => `${word}: ${shortened(line, longestLine)}`),
  );
}

/** A step by its level, and the round where there are several. */
export function levelWords({ steps }: { steps: readonly ChainStep[] }, number: number): string {
  const round = Math.floor(number / steps.length);
  return `level ${(number % steps.length) + 1}${round > 0 ? `, round ${round + 1}` : ""}`;
}

/**
 * The instant at which a clock in a zone shows a wall time like 2026-03-29T02:30. One that a change of the clock leaves
 * out counts as so much later, one that it shows twice is the first. Tells the zone's offset from the two sides of it.
 */
export function instantOfWall(wall: string, timeZone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  const offsetAt = (instant: number) => wallAsUtc(instant, timeZone) - instant;
  const [before, after] = [offsetAt(asUtc - 86_400_000), offsetAt(asUtc + 86_400_000)];
  const first = asUtc - before;
  if (offsetAt(first) === before) return first;
  const second = asUtc - after;
  // In the hour that is left out neither side shows it.
  return offsetAt(second) === after ? second : first;
}

/** What the clock shows, as if it were UTC. */
function wallAsUtc(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

/** So many hours the zone furthest behind is behind UTC. */
const hoursBehind = 12;

/** A weekly rotation that hands over on Mondays at nine, from the last Monday on. */
export function freshLayer(name: string, userIds: readonly string[], today: Date): Layer {
  // By then it has begun in every zone, so that whoever makes it has no gap before it.
  const begun = new Date(today.getTime() - (9 + hoursBehind) * 3_600_000);
  const monday = new Date(begun.getTime() - ((begun.getUTCDay() + 6) % 7) * 86_400_000);
  return {
    name,
    turns: userIds.map((id) => [id]),
    every: { unit: "week", count: 1 },
    startsAt: `${monday.toISOString().slice(0, 10)}T09:00`,
    endsAt: null,
    windows: [],
    restsOnHolidays: false,
  };
}
