/** Which messages customers never read, from the column that says so. Pure. */
import { isOpenWord, type Role, roleOf, yesOrNo } from "#lib/tickets/role-words";

type Told = { said: readonly { privacy: string; isOpening: boolean }[] };

/** True for a message that is hidden, by what the column says of it and who wrote it. */
export type IsHidden = (privacy: string, role: Role) => boolean;

/** How the column called `header` is read in `tickets`; `spoken` tells their writers. */
export function hiddenBy<Ticket extends Told>(
  tickets: readonly Ticket[],
  spoken: (ticket: Ticket) => Role[],
  header: string,
): IsHidden {
  if (header === "") return () => false;
  const isOpen = isOpenWord(header);
  let hidden = 0;
  let readable = 0;
  for (const ticket of tickets) {
    const roles = spoken(ticket);
    for (const [index, { privacy, isOpening }] of ticket.said.entries()) {
      const answer = yesOrNo(privacy);
      if (isOpening || roles[index] !== "customer" || answer === null) continue;
      if (answer === isOpen) readable += 1;
      else hidden += 1;
    }
  }
  // Customers read what they wrote: a column that seems to hide most of it means the contrary.
  const isTurned = hidden > readable && hidden > 2;
  return (privacy, role) => {
    const answer = yesOrNo(privacy);
    if (answer !== null) return (answer !== isOpen) !== isTurned;
    // What is said to be for customers by a yes is not for them where nothing is said.
    return privacy === "" ? isOpen && role === "analyst" : roleOf(privacy) === "note";
  };
}
