/** Words for a moment seen from another one: "3 min ago", "in 2 h", "12 Mar". */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Relative words up to a week, then the date; `compact` drops "ago" and the space ("3m"). Times are ms since 1970. */
export function relativeWords(time: number, now: number, compact = false): string {
  const distance = Math.abs(now - time);
  if (distance >= 7 * DAY) return dateWords(time, now);
  if (distance < 45_000) return "now";
  const amount = compact ? compactAmount(distance) : amountWords(distance);
  if (compact) return amount;
  return time > now ? `in ${amount}` : `${amount} ago`;
}

/** Relative words up to an hour, then the local time of day, with its day where nothing beside it names that. */
export function clockWords(time: number, now: number, { isDayKnown }: { isDayKnown: boolean }): string {
  if (Math.abs(now - time) < HOUR) return relativeWords(time, now);
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" }).format(time);
  const isToday = new Date(time).toDateString() === new Date(now).toDateString();
  return isDayKnown || isToday ? clock : `${dateWords(time, now)}, ${clock}`;
}

/** The exact local moment with seconds and zone, for a hover text. */
export function exactWords(time: number): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "long" }).format(time);
}

/** A span of time in its two largest units, "1 h 05 min", "42 s"; for figures and countdowns. Takes ms. */
export function durationWords(span: number): string {
  const seconds = Math.round(Math.abs(span) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function amountWords(distance: number): string {
  if (distance < HOUR) return `${Math.max(1, Math.round(distance / MINUTE))} min`;
  if (distance < DAY) return `${Math.round(distance / HOUR)} h`;
  return `${Math.round(distance / DAY)} d`;
}

function compactAmount(distance: number): string {
  return amountWords(distance).replace(" min", "m").replace(" ", "");
}

function dateWords(time: number, now: number): string {
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: isThisYear ? undefined : "numeric",
  }).format(time);
}
