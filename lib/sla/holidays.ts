/** The days off an iCalendar file lists, as dates: once each, those that repeat for as long as is asked. Pure. */
import ICAL from "ical.js";
import { AppError } from "#lib/platform/errors";
import { inTime, Overran } from "#lib/platform/in-time";

/** Repetitions looked at for one entry: a daily one would go on without end. */
const mostRepeats = 4_000;

/** Milliseconds: a rule such as "each day, on 30 February" is looked for without end. */
const longest = 2_000;

/** The dates from `from` to `until` on which an all-day entry of the file lies, in order. Throws `unprocessable`. */
export function holidaysIn(text: string, from: string, until: string): string[] {
  try {
    return inTime(longest, () => datesIn(text, from, until));
  } catch (error) {
    if (!(error instanceof Overran)) throw error;
    throw new AppError("unprocessable", "This file takes too long to read: its entries come back too often.");
  }
}

function datesIn(text: string, from: string, until: string): string[] {
  const dates = new Set<string>();
  for (const entry of entriesOf(text)) {
    const event = new ICAL.Event(entry);
    // What begins at an hour is an appointment, and what is cancelled is none.
    if (!event.startDate?.isDate || entry.getFirstPropertyValue("status") === "CANCELLED") continue;
    const days = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
    for (const start of startsOf(event, until))
      for (let day = firstDay(start, from); day < days; day++) {
        const date = start.clone();
        date.addDuration(ICAL.Duration.fromSeconds(day * 86_400));
        const written = date.toString().slice(0, 10);
        if (written > until) break;
        if (written >= from) dates.add(written);
      }
  }
  return [...dates].sort();
}

/** The first day of an entry that may count, from its own first: somebody's may go on for a thousand years. */
function firstDay(start: ICAL.Time, from: string): number {
  const days = (Date.parse(from) - Date.parse(start.toString().slice(0, 10))) / 86_400_000;
  return Number.isFinite(days) ? Math.max(0, Math.floor(days)) : 0;
}

function entriesOf(text: string): ICAL.Component[] {
  try {
    return new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent");
  } catch {
    throw new AppError("unprocessable", "This is no iCalendar file. It begins with BEGIN:VCALENDAR.");
  }
}

/** The first days of an entry and of its repetitions. */
function startsOf(event: ICAL.Event, until: string): ICAL.Time[] {
  if (!event.isRecurring()) return event.startDate ? [event.startDate] : [];
  const starts: ICAL.Time[] = [];
  const first = event.startDate;
  const rule = event.component.getFirstPropertyValue("rrule");
  const isAnniversary =
    rule instanceof ICAL.Recur && rule.freq === "YEARLY" && Object.keys(rule.parts).length === 0;
  const repeats = event.iterator();
  for (let count = 0; count < mostRepeats; count++) {
    const next = repeats.next();
    if (!next || next.toString().slice(0, 10) > until) break;
    // The library makes the 1st of March of a 29th of February that there is not.
    if (!isAnniversary || (next.month === first.month && next.day === first.day)) starts.push(next);
  }
  return starts;
}
