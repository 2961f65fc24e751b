/** What tests of changes and of the feed share. */

/** For what comes soon on an idle machine and must come on a busy one. */
export const waiting = { timeout: 60_000 };

let ticketNumber = 1_000_000;

/** The number of a ticket of which no change was told yet. */
export function nextTicket(): number {
  ticketNumber += 1;
  return ticketNumber;
}
