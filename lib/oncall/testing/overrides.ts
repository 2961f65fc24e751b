/** Overrides of a schedule, for tests. */
import type { Override } from "../model";

let nextId = 1;

/** One that puts `userId` on call from one instant to another, in place of everybody unless `replaces` names somebody. */
export function override(userId: string, from: string, to: string, replaces: string | null = null): Override {
  const dates = { startsAt: new Date(from), endsAt: new Date(to) };
  return { id: nextId++, userId, replaces, ...dates, reason: "", calendarId: null };
}
