/** Schedules and chains as another system's export has them, in one form: people and targets by that system's own ids. */
import { z } from "zod";
import type { DutyWindow, Layer } from "../model";

export type ForeignPerson = { name: string; email: string | null };
export type ForeignSchedule = {
  ref: string;
  name: string;
  description: string;
  timeZone: string;
  /** The last one counts most; turns name people by ref. */
  layers: Layer[];
  overrides: { person: string; startsAt: Date; endsAt: Date }[];
};
export type ForeignTarget = { kind: "person" | "schedule" | "team"; ref: string; name: string };
export type ForeignChain = {
  ref: string;
  name: string;
  repeats: number;
  steps: { wait: number; targets: ForeignTarget[] }[];
};
/** What cannot come along, and why. */
export type Left = { what: string; why: string };
export type Foreign = {
  system: string;
  people: Map<string, ForeignPerson>;
  schedules: ForeignSchedule[];
  chains: ForeignChain[];
  left: Left[];
};

/** An empty export of a system. */
export function nothingOf(system: string): Foreign {
  return { system, people: new Map(), schedules: [], chains: [], left: [] };
}

/** Each entry of a list that has the shape wanted; the others, of `of` where they are part of something, are said to be left out. */
export function readEach<Schema extends z.ZodType>(
  list: unknown,
  schema: Schema,
  noun: string,
  left: Left[],
  of?: string,
): z.output<Schema>[] {
  if (isOnePage(list))
    left.push({ what: `More than one ${noun}`, why: "The file holds the first page of them." });
  return asList(list).flatMap((entry) => {
    const parsed = schema.safeParse(entry);
    if (parsed.success) return [parsed.data];
    const { data } = z.looseObject({ name: z.string() }).safeParse(entry);
    const [issue] = parsed.error.issues;
    const at = issue?.path.map(String).join(".");
    left.push({
      what: of === undefined ? (data?.name ?? `One ${noun}`) : `${of}, ${data?.name ?? `one ${noun}`}`,
      why: `It cannot be read${at ? `: ${at} is missing or odd` : ""}.`,
    });
    return [];
  });
}

/** A list, also where an API wrapped it: in `data`, `results`, or under its own name. */
function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).find((one) => Array.isArray(one)) ?? [];
}

const Paged = z.union([
  z.looseObject({ next: z.string().min(1) }),
  z.looseObject({ more: z.literal(true) }),
  z.looseObject({ paging: z.looseObject({ next: z.string().min(1) }) }),
]);

/** True for an answer that says itself that more pages follow. */
function isOnePage(value: unknown): boolean {
  return !Array.isArray(value) && Paged.safeParse(value).success;
}

const dayMinutes = 24 * 60;

/** A window that begins on these days at a time of day and lasts so many minutes; null for one that is longer than a week. */
export function windowOf(days: number[], startMinute: number, minutes: number): DutyWindow | null {
  if (minutes <= 0 || minutes > 7 * dayMinutes || days.length === 0) return null;
  const end = startMinute + minutes;
  return {
    days,
    from: timeOf(startMinute),
    to: timeOf(end % dayMinutes),
    span: Math.floor(end / dayMinutes),
  };
}

/** Minutes since midnight of "08:00:00". */
export function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return hour * 60 + minute;
}

function timeOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** A turn of so many seconds in the largest unit that fits; null below an hour or between the units. */
export function everyOf(seconds: number): Layer["every"] | null {
  for (const [unit, length] of [
    ["week", 604_800],
    ["day", 86_400],
    ["hour", 3_600],
  ] as const)
    if (seconds >= length && seconds % length === 0 && seconds / length <= 366)
      return { unit, count: seconds / length };
  return null;
}
