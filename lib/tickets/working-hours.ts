/** Working time: when support is there, and what "in eight working hours" means on a Friday afternoon. Pure, in UTC. */

export const hour = 3_600_000;
const day = 24 * hour;

/** Monday to Friday, from `opens` to `closes` o'clock UTC. */
export const workingHours = { opens: 9, closes: 17 } as const;

/** Milliseconds of one working day. */
export const workingDay = (workingHours.closes - workingHours.opens) * hour;

/** The instant at which `duration` milliseconds of working time have passed since `from`. */
export function addWorkingTime(from: Date, duration: number): Date {
  let at = nextWorkingInstant(from.getTime());
  let left = duration;
  for (;;) {
    const untilClose = startOfDay(at) + workingHours.closes * hour - at;
    if (left <= untilClose) return new Date(at + left);
    left -= untilClose;
    at = nextWorkingInstant(at + untilClose);
  }
}

/** The end of working hours of the day `days` after the one of `from`, whatever weekday it is. */
export function endOfDay(from: Date, days = 0): Date {
  return new Date(startOfDay(from.getTime()) + days * day + workingHours.closes * hour);
}

/** `at` itself when support is there then, else the next opening. A day's closing belongs to the next one. */
function nextWorkingInstant(at: number): number {
  const opening = Math.max(at, startOfDay(at) + workingHours.opens * hour);
  if (isWeekday(at) && opening < startOfDay(at) + workingHours.closes * hour) return opening;
  return nextWorkingInstant(startOfDay(at) + day);
}

function startOfDay(at: number): number {
  return at - (((at % day) + day) % day);
}

function isWeekday(at: number): boolean {
  const weekday = new Date(at).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
