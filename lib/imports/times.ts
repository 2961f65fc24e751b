/** Times as tables write them. Pure. */
import type { Mapping } from "./model";

const dayAndTime =
  /^(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})(?:[ T,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s{0,9}([ap]\.?m\.?)?)?\s{0,9}(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/** The instant `text` tells, or null: ISO 8601, day and time with . / or -, seconds or milliseconds since 1970. */
export function readTime(text: string, { dayFirst, zone }: Pick<Mapping, "dayFirst" | "zone">): Date | null {
  const trimmed = text.trim();
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) return new Date(Number(trimmed) * 1000);
  if (/^\d{12,13}$/.test(trimmed)) return new Date(Number(trimmed));
  const found = dayAndTime.exec(trimmed);
  if (!found) return readWords(trimmed);
  const [, first = "", , second = "", third = "", hour = "0", minute = "0", seconds = "0", half, offset] =
    found;
  const date =
    first.length === 4
      ? { year: first, month: second, day: third }
      : dayFirst
        ? { year: third, month: second, day: first }
        : { year: third, month: first, day: second };
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase().startsWith("p") ? 12 : 0) : Number(hour);
  const year = Number(date.year) + (date.year.length <= 2 ? 2000 : 0);
  const parts = [year, Number(date.month), Number(date.day), hours, Number(minute), Number(seconds)] as const;
  const utc = utcOf(parts);
  if (utc === null) return null;
  return new Date(offset ? utc - offsetOf(offset) : utc - zoneOffset(utc, zone));
}

/** Whether the times of a column are written with the day first; null when they do not tell. */
export function isDayFirst(texts: readonly string[]): boolean | null {
  for (const text of texts) {
    const [, first = "", , second = ""] = dayAndTime.exec(text.trim()) ?? [];
    if (first.length > 2) continue;
    if (Number(first) > 12) return true;
    if (Number(second) > 12) return false;
  }
  return texts.some((text) => /^\d{1,2}\.\d{1,2}\.\d{2,4}/.test(text.trim())) ? true : null;
}

/** "2 Mar 2026 09:00", "Mon, 02 Mar 2026 09:00:00 +0100": what the platform reads beside the above. */
function readWords(text: string): Date | null {
  if (!/\p{L}{3}/u.test(text) || !/\d{4}/.test(text)) return null;
  const hasOffset = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})\)?$/i.test(text);
  const read = new Date(hasOffset ? text : `${text} UTC`);
  return Number.isNaN(read.getTime()) ? null : read;
}

function utcOf([year, month, day, hour, minute, second]: readonly [
  number,
  number,
  number,
  number,
  number,
  number,
]): number | null {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(utc);
  const isReal = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  return isReal && year >= 1970 && minute < 60 && second < 60 ? utc : null;
}

function offsetOf(offset: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -size : size;
}

/** How far the clocks of `zone` are ahead of UTC when they show `local`, in milliseconds. */
function zoneOffset(local: number, zone: string): number {
  const ahead = (instant: number) => {
    const parts = clock(zone).formatToParts(instant);
    const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
    return (
      Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second")) -
      instant
    );
  };
  // The first guess may lie on the other side of a clock change.
  return ahead(local - ahead(local));
}

const clocks = new Map<string, Intl.DateTimeFormat>();
function clock(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const numeric = "numeric";
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  clocks.set(zone, made);
  return made;
}
