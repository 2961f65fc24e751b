/** Working hours in Berlin, told minute by minute by the clock on the wall there: slow, and without the code under test. */
import type { WorkHours } from "#lib/sla/model";

const wall = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Berlin",
  weekday: "short",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
});
const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Tells of a minute, in milliseconds since 1970, whether somebody is at work in it; each is looked up once. */
export function openMinutes(hours: WorkHours): (at: number) => boolean {
  const known = new Map<number, boolean>();
  const lookUp = (at: number) => {
    const told = Object.fromEntries(wall.formatToParts(at).map(({ type, value }) => [type, value]));
    if (hours.holidays.includes(`${told.year}-${told.month}-${told.day}`)) return false;
    const day = hours.days[weekdays.indexOf(told.weekday ?? "")];
    const minutes = Number(told.hour) * 60 + Number(told.minute);
    return day ? minutes >= day.opens && minutes < day.closes : false;
  };
  return (at) => {
    const isOpen = known.get(at) ?? lookUp(at);
    known.set(at, isOpen);
    return isOpen;
  };
}
