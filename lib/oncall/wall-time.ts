/** Times as a clock on the wall shows them, and the zones such clocks stand in. */
import { z } from "zod";

/** A date and a time of day without a zone, as a clock on the wall of the schedule's zone shows it. */
export const WallTime = z
  .string()
  .regex(
    /^(20|21)\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/,
    "Enter a date and a time",
  )
  .refine(isDay, "There is no such day");

/** A zone by its name in the time zone database. */
export const ZoneName = z.string().max(60).refine(isZone, "This is no time zone");

function isDay(wall: string): boolean {
  const at = new Date(`${wall}Z`);
  // JavaScript takes the 30th of February for a day in March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(wall);
}

function isZone(zone: string): boolean {
  try {
    // A bare offset knows no summer time, so that it is no zone anybody lives in.
    return /^[A-Za-z]/.test(zone) && new Intl.DateTimeFormat("en", { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}
