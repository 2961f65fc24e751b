/** The days off an iCalendar file lists, as dates: once each, those that repeat for as long as is asked. Pure. */
import ICAL from "ical.js";
import { AppError } from "#lib/platform/errors";

/** Repetitions looked at for one entry: a daily one would go on without end. */
const mostRepeats = 4_000;

/** The dates from `from` to `until` on which an all-day entry of the file lies, in order. Throws `unprocessable`. */
export function holidaysIn(text: string, from: string, until: string): string[] {
  const dates = new Set<string>();
  for (const entry of entriesOf(text)) {
    const event = new ICAL.Event(entry);
    // What begins at an hour is an appointment, and what is cancelled is none.
    if (!event.startDate?.isDate || entry.getFirstPropertyValue("status") === "CANCELLED") continue;
    const days = Math.max(1, Math.round(event.duration.toSeconds() / 86_400));
    for (const start of startsOf(event, until))
      for (let day = 0; day < days; day++) {
        const date = start.clone();
        date.addDuration(ICAL.Duration.fromSeconds(day * 86_400));
        const written = date.toString().slice(0, 10);
        if (written >= from && written <= until) dates.add(written);
      }
  }
  return [...dates].sort();
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
