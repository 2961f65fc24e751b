/** Reads somebody else's calendar (RFC 5545): entries that name a person are shifts, whole days that do not are holidays. Pure. */
import ICAL from "ical.js";
import { AppError } from "#lib/platform/errors";
import { inTime, Overran } from "#lib/platform/in-time";
import { instantOfWall } from "../rules";
import { ZoneName } from "../wall-time";

export type CalendarPerson = { id: string; name: string; email: string };
export type CalendarEntries = {
  overrides: { userId: string; startsAt: Date; endsAt: Date; reason: string }[];
  holidays: { name: string; startsAt: Date; endsAt: Date }[];
  /** Entries with a time of day that name nobody here. */
  unknown: string[];
};

/** A calendar of daily entries for a year, several times over; what comes back more often is cut off. */
const mostEntries = 2_000;
/** Of one series: every day for 27 years. */
const mostSteps = 10_000;

/** Whoever is asked about: who may be named, the zone of whole days, and the time that counts. */
type Asked = { people: readonly CalendarPerson[]; zone: string; from: Date; to: Date };

/** Milliseconds: a rule such as "every second, on 30 February" is looked for without end. */
const longest = 3_000;

/**
 * The entries that touch the time between `from` and `to`, those that come back unfolded. A whole day begins and ends
 * at midnight of `zone`. Null: this is no calendar. Throws `unprocessable` for one that takes too long to read.
 */
export function readCalendar(text: string, asked: Asked): CalendarEntries | null {
  try {
    return inTime(longest, () => entriesOf(text, asked));
  } catch (error) {
    if (!(error instanceof Overran)) throw error;
    throw new AppError(
      "unprocessable",
      "This calendar takes too long to read: its entries come back too often.",
    );
  }
}

function entriesOf(text: string, { people, zone, from, to }: Asked): CalendarEntries | null {
  const calendar = parsed(text);
  if (!calendar) return null;
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  const moved = events.filter((event) => event.isRecurrenceException());
  const entries: CalendarEntries = { overrides: [], holidays: [], unknown: [] };
  for (const event of events) {
    if (event.isRecurrenceException() || isCancelled(event)) continue;
    for (const exception of moved) if (exception.uid === event.uid) event.relateException(exception);
    const person = personOf(event, people);
    for (const { startsAt, endsAt, isWholeDay } of timesOf(event, { zone, from, to })) {
      if (entries.overrides.length + entries.holidays.length >= mostEntries) return entries;
      const name = event.summary || "Untitled";
      if (person) entries.overrides.push({ userId: person.id, startsAt, endsAt, reason: name.slice(0, 500) });
      else if (isWholeDay) entries.holidays.push({ name: name.slice(0, 500), startsAt, endsAt });
      else if (!entries.unknown.includes(name)) entries.unknown.push(name);
    }
  }
  return entries;
}

function parsed(text: string): ICAL.Component | null {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text));
    if (calendar.name !== "vcalendar") return null;
    return calendar;
  } catch {
    return null;
  }
}

type Within = { zone: string; from: Date; to: Date };

function timesOf(event: ICAL.Event, within: Within) {
  const times: { startsAt: Date; endsAt: Date; isWholeDay: boolean }[] = [];
  const own = zoneOf(event, within.zone);
  const add = (start: ICAL.Time, end: ICAL.Time) => {
    const [startsAt, endsAt] = [instantOf(start, own, within.zone), instantOf(end, own, within.zone)];
    if (endsAt > startsAt && endsAt > within.from && startsAt < within.to)
      times.push({ startsAt, endsAt, isWholeDay: start.isDate });
    return startsAt < within.to;
  };
  if (!event.isRecurring()) {
    add(event.startDate, event.endDate);
    return times;
  }
  const occurrences = event.iterator();
  const isOver = longBefore(event, within.from);
  for (let step = 0; step < mostSteps; step++) {
    const next = occurrences.next();
    if (!next) break;
    if (isOver(next)) continue;
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    if (!add(startDate, endDate)) break;
  }
  return times;
}

/** Days, in milliseconds, beyond which no zone makes yesterday today. */
const zonesApart = 2 * 86_400_000;

/** Tells an occurrence that cannot touch what comes after `from`, without asking for its zone: a series may have gone on for years. */
function longBefore(event: ICAL.Event, from: Date): (next: ICAL.Time) => boolean {
  const latest = (from.getTime() - zonesApart) / 1000 - event.duration.toSeconds();
  return (next) => next.toUnixTime() < latest && !(next.toString() in event.exceptions);
}

/**
 * The zone an entry is written in: a name of the time zone database counts as what it is today, whatever rules the file
 * brings for it; for any other the file's own rules do.
 */
function zoneOf(event: ICAL.Event, usual: string): string | null {
  const tzid = event.component.getFirstProperty("dtstart")?.getFirstParameter("tzid");
  if (!tzid) return usual;
  return ZoneName.safeParse(tzid).success ? tzid : null;
}

/** Whole days are those of the schedule. `own`: the zone it is written in; null: only the file itself knows it. */
function instantOf(time: ICAL.Time, own: string | null, zone: string): Date {
  if (!time.isDate && (own === null || time.zone === ICAL.Timezone.utcTimezone)) return time.toJSDate();
  const two = (value: number) => String(value).padStart(2, "0");
  const wall = `${time.year}-${two(time.month)}-${two(time.day)}T${two(time.isDate ? 0 : time.hour)}:${two(time.isDate ? 0 : time.minute)}`;
  return new Date(instantOfWall(wall, time.isDate ? zone : (own ?? zone)));
}

/** By the address of somebody invited, else by a whole name in its title. */
function personOf(event: ICAL.Event, people: readonly CalendarPerson[]): CalendarPerson | null {
  const addresses = event.attendees.map((one) =>
    String(one.getFirstValue() ?? "")
      .replace(/^mailto:/i, "")
      .toLowerCase(),
  );
  const title = ` ${plain(event.summary ?? "")} `;
  return (
    people.find(({ email }) => addresses.includes(email.toLowerCase())) ??
    people.find(
      ({ name, email }) => title.includes(` ${plain(name)} `) || title.includes(` ${plain(email)} `),
    ) ??
    null
  );
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

function isCancelled(event: ICAL.Event): boolean {
  return String(event.component.getFirstPropertyValue("status") ?? "").toUpperCase() === "CANCELLED";
}
