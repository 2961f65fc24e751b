/** The place of a job in line: an instant, so that one rule orders jobs of any age and whoever they come from. */

/** The engine keeps places as 32-bit integers: quarters of a second since 2026 last until 2043. */
const unitMs = 250;
const origin = Date.UTC(2026, 0, 1);
const lastPlace = 2 ** 31 - 1;

/** The place of a job whose turn comes at `instant`, in milliseconds since 1970; at least 1. */
export function placeAt(instant: number): number {
  return Math.min(lastPlace, Math.max(1, Math.floor((instant - origin) / unitMs)));
}
