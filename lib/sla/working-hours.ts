/** Working time: when support is there, and what "in eight working hours" means on a Friday afternoon. Pure. */
import type { WorkHours } from "./model";

const minute = 60_000;
export const hour = 60 * minute;
const day = 24 * hour;

/** Working time that counts as a day's, in milliseconds, however long the doors are open. */
export const workingDay = 8 * hour;

/** The instant at which `duration` milliseconds of working time have passed since `from`. */
export function addWorkingTime(hours: WorkHours, from: Date, duration: number): Date {
  let left = duration;
  for (let date = dateOf(hours, from.getTime()); ; date++) {
    const open = openSpan(hours, date);
    if (!open) continue;
    const start = Math.max(from.getTime(), open.from);
    // A day's closing belongs to the next one.
    if (start >= open.until) continue;
    if (left <= open.until - start) return new Date(start + left);
    left -= open.until - start;
  }
}

/** Milliseconds of working time from one instant to a later one; 0 where it is not later. */
export function workingTimeBetween(hours: WorkHours, from: Date, until: Date): number {
  let sum = 0;
  const last = dateOf(hours, until.getTime());
  for (let date = dateOf(hours, from.getTime()); date <= last; date++) {
    const open = openSpan(hours, date);
    if (!open) continue;
    sum += Math.max(0, Math.min(open.until, until.getTime()) - Math.max(open.from, from.getTime()));
  }
  return sum;
}

/** The closing of the date `days` after the one of `from`; on a date without one, the hour the week closes latest. */
export function endOfDay(hours: WorkHours, from: Date, days = 0): Date {
  const date = dateOf(hours, from.getTime()) + days;
  const latest = Math.max(...hours.days.map((span) => span?.closes ?? 0));
  return new Date(openSpan(hours, date)?.until ?? instantOf(hours, date, latest));
}

/** When the clocks there show so many minutes after midnight, `days` after the date of `from`. */
export function instantThere(hours: WorkHours, from: Date, days: number, minutes: number): Date {
  return new Date(instantOf(hours, dateOf(hours, from.getTime()) + days, minutes));
}

/** True when somebody is there on the date `days` after the one of `from`. */
export function isOpenOn(hours: WorkHours, from: Date, days: number): boolean {
  return openSpan(hours, dateOf(hours, from.getTime()) + days) !== null;
}

/** The weekday there at that moment; 0 is Sunday. */
export function weekdayOf(hours: WorkHours, at: Date): number {
  return weekday(dateOf(hours, at.getTime()));
}

/** From opening to closing of a date (counted in days since 1970-01-01); null when nobody is there. */
function openSpan(hours: WorkHours, date: number): { from: number; until: number } | null {
  // The setting's week begins with Monday.
  const span = hours.days[(weekday(date) + 6) % 7];
  if (!span || hours.holidays.includes(new Date(date * day).toISOString().slice(0, 10))) return null;
  return { from: instantOf(hours, date, span.opens), until: instantOf(hours, date, span.closes) };
}

function weekday(date: number): number {
  return new Date(date * day).getUTCDay();
}

function dateOf({ timeZone }: WorkHours, at: number): number {
  return Math.floor((at + offsetAt(timeZone, at)) / day);
}

/** When the clocks there show so many minutes after midnight; the offset is looked up at the result. */
function instantOf({ timeZone }: WorkHours, date: number, minutes: number): number {
  const there = date * day + minutes * minute;
  return there - offsetAt(timeZone, there - offsetAt(timeZone, there));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds the clocks of a zone are ahead of UTC at an instant. */
function offsetAt(timeZone: string, at: number): number {
  if (timeZone === "UTC") return 0;
  const clock = clocks.get(timeZone) ?? clockOf(timeZone);
  clocks.set(timeZone, clock);
  const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const shown = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return shown - Math.floor(at / 1000) * 1000;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}
