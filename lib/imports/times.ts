/** Times as tables write them. Pure. */
import type { Mapping } from "./model";
import { monthOf } from "./months";
import { zoneOffset } from "./zone";

const numericDay = String.raw`(?<first>\d{1,4})(?<mark>[./-])(?<second>\d{1,2})\k<mark>(?<third>\d{1,4})`;
const ordinal = "(?:st|nd|rd|th|er|º)?";
const dayThenMonth = String.raw`(?<day>\d{1,2})${ordinal}\.?[\s/-]{1,2}(?:de\s)?(?<month>\p{L}{3,12})\.?[\s/,-]{1,2}(?:de\s)?(?<year>\d{4}|\d{2}(?!\d))`;
const monthThenDay = String.raw`(?<month2>\p{L}{3,12})\.?\s(?<day2>\d{1,2})${ordinal},?\s(?<year2>\d{4})`;
const timeOfDay = String.raw`(?:[\sT,]{1,3}(?:\p{L}{1,3}\.?\s)?(?<hour>\d{1,2})[:.h](?<minute>\d{2})(?:[:.](?<seconds>\d{2})(?:[.,]\d{1,9})?)?(?:\s{0,9}(?<half>[ap])\.?\s?m\b\.?)?(?:\sUhr\b)?)`;
const zoneName = String.raw`(?:\s{0,9}\(?(?<offset>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)\)?(?!\w))?`;
const day = String.raw`(?:(?:\p{L}{2,12}\.?,?\s)?(?:${numericDay}|${dayThenMonth}|${monthThenDay}))`;

const wholeTime = new RegExp(`^${day}${timeOfDay}?${zoneName}$`, "iu");
const leadingTime = new RegExp(`^${day}${timeOfDay}${zoneName}`, "iu");

/** The day and time of day `text` begins with, as it is written; null where it begins otherwise. */
export function timeAtStart(text: string): string | null {
  const found = leadingTime.exec(text.slice(0, 60));
  const { month, month2 } = found?.groups ?? {};
  return found && ((month ?? month2) ? monthOf(month ?? month2 ?? "") !== null : true) ? found[0] : null;
}

/**
 * The instant `text` tells, or null: ISO 8601; a day in figures or with the month's name, in any common order and many
 * languages, with or without a time of day; seconds or milliseconds since 1970.
 */
export function readTime(text: string, { dayFirst, zone }: Pick<Mapping, "dayFirst" | "zone">): Date | null {
  const trimmed = text.trim();
  if (/^\d{9,10}(\.\d+)?$/.test(trimmed)) return new Date(Number(trimmed) * 1000);
  if (/^\d{12,13}$/.test(trimmed)) return new Date(Number(trimmed));
  const told = wholeTime.exec(trimmed)?.groups;
  const date = told && dateOf(told, dayFirst);
  if (!told || !date) return readOtherwise(trimmed, zone);
  const { hour = "0", minute = "0", seconds = "0", half, offset } = told;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "p" ? 12 : 0) : Number(hour);
  const utc = utcOf([...date, hours, Number(minute), Number(seconds)]);
  if (utc === null) return null;
  return new Date(offset ? utc - offsetOf(offset) : utc - zoneOffset(utc, zone));
}

/** The two figures of a day that may stand either way; null where a text leaves no doubt or is none. */
export function figuresOf(text: string): { first: number; second: number; mark: string } | null {
  const { first = "", second = "", mark = "" } = wholeTime.exec(text.trim())?.groups ?? {};
  return first === "" || first.length > 2 ? null : { first: Number(first), second: Number(second), mark };
}

type Groups = Record<string, string | undefined>;

function dateOf(told: Groups, dayFirst: boolean): [year: number, month: number, day: number] | null {
  const { first, second = "", third = "", month, month2 } = told;
  const name = month ?? month2;
  if (name !== undefined) {
    const number = monthOf(name);
    return number === null
      ? null
      : [yearOf(told.year ?? told.year2 ?? ""), number, Number(told.day ?? told.day2)];
  }
  if (first === undefined) return null;
  if (first.length === 4) return [Number(first), Number(second), Number(third)];
  return dayFirst
    ? [yearOf(third), Number(second), Number(first)]
    : [yearOf(third), Number(first), Number(second)];
}

function yearOf(text: string): number {
  return Number(text) + (text.length <= 2 ? 2000 : 0);
}

/** "Tue Mar 03 09:00:00 2026": what the platform reads beside the above, on the clocks of `zone` where it names none. */
function readOtherwise(text: string, zone: string): Date | null {
  if (text.length > 60 || !/\p{L}{3}/u.test(text) || !/\d{4}/.test(text)) return null;
  const hasOffset = /(?:Z|UTC|GMT|[A-Z]{2}T|[+-]\d{2}:?\d{2})\)?$/.test(text);
  const read = new Date(hasOffset ? text : `${text} UTC`).getTime();
  if (Number.isNaN(read)) return null;
  return new Date(hasOffset ? read : read - zoneOffset(read, zone));
}

type Parts = [year: number, month: number, day: number, hour: number, minute: number, second: number];

function utcOf([year, month, day, hour, minute, second]: Parts): number | null {
  const utc = Date.UTC(year, month - 1, day, hour, minute, second);
  const back = new Date(utc);
  const isReal = back.getUTCMonth() === month - 1 && back.getUTCDate() === day && back.getUTCHours() === hour;
  return isReal && year >= 1970 && year <= 9999 && minute < 60 && second < 60 ? utc : null;
}

function offsetOf(offset: string): number {
  const [, sign, hours = "0", minutes = "0"] = /^([+-])(\d{2}):?(\d{2})?$/.exec(offset) ?? [];
  const size = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === "-" ? -size : size;
}
