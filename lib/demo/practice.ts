/** Which practice of the team a reply follows: what recurs word by word once what is true of one ticket only is taken out. */
import type { ClosedStoryTicket } from "./story/model";

/** Says of a reply on a ticket which practice it is: null for one that was written only once. */
export function practices(
  tickets: readonly ClosedStoryTicket[],
): (ticket: ClosedStoryTicket, text: string) => string | null {
  const counts = new Map<string, number>();
  for (const ticket of tickets)
    for (const event of ticket.events)
      if (event.kind === "analyst_reply") {
        const form = formOf(ticket, event.body);
        counts.set(form, (counts.get(form) ?? 0) + 1);
      }
  return (ticket, text) => {
    const form = formOf(ticket, text);
    return (counts.get(form) ?? 0) > 1 ? form : null;
  };
}

/** The first two sentences without what was looked up on the ticket, and without what looks like a name of something. */
function formOf({ events }: ClosedStoryTicket, text: string): string {
  const values = events.flatMap((event) => {
    if (event.kind === "tool_call") return Object.values(event.arguments).map(String);
    return event.kind === "tool_result" ? Object.values(event.result).map(String) : [];
  });
  const bare = values
    .filter((value) => value.length > 1)
    .sort((left, right) => right.length - left.length)
    .reduce((kept, value) => kept.replaceAll(value, "_"), text);
  const opening = bare
    .split(/(?<=[.:?!])\s/)
    .slice(0, 2)
    .join(" ");
  return opening
    .replace(/`[^`]*`|[^\s`]+/g, (word) => (/[`\d@_]|[^-]-./.test(word) ? "_" : word))
    .replace(/\([^()]*\)/g, "_");
}
