/** The time zone of whoever sits here, as their browser knows it. */

/** For example "Europe/Berlin". */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
