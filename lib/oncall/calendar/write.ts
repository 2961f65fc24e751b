/** Shifts as an iCalendar file (RFC 5545). Pure. */

import ical from "ical-generator";
import { isolated } from "#lib/platform/direction/rules";

export type CalendarShift = {
  scheduleId: number;
  scheduleName: string;
  startsAt: Date;
  endsAt: Date;
  names: readonly string[];
};

/** Instants are written in UTC, which every calendar program shows in the reader's own zone. */
export function writeCalendar(title: string, shifts: readonly CalendarShift[], at: Date): string {
  const calendar = ical({ name: title, prodId: { company: "Vigil", product: "On-call" }, ttl: 3_600 });
  for (const { scheduleId, scheduleName, startsAt, endsAt, names } of shifts)
    calendar.createEvent({
      // The same shift keeps its id, so that programs move it instead of showing it twice.
      id: `shift-${scheduleId}-${startsAt.getTime()}@vigil`,
      stamp: at,
      start: startsAt,
      end: endsAt,
      summary: `${names.map(isolated).join(", ")} on call: ${isolated(scheduleName)}`,
    });
  return calendar.toString();
}
