/** Which practice of the team a reply follows: what recurs word by word once names, ids and figures are taken out. */
import type { ClosedStoryTicket } from "./story/model";

/** Says of a reply which practice it is: null for one that was written only once. */
export function practices(tickets: readonly ClosedStoryTicket[]): (text: string) => string | null {
  const counts = new Map<string, number>();
  for (const { events } of tickets)
    for (const event of events)
      if (event.kind === "analyst_reply") {
        const form = formOf(event.body);
        counts.set(form, (counts.get(form) ?? 0) + 1);
      }
  return (text) => {
    const form = formOf(text);
    return (counts.get(form) ?? 0) > 1 ? form : null;
  };
}

/** The first two sentences without what looks like a name of something. */
function formOf(text: string): string {
  const opening = text
    .split(/(?<=[.:?!])\s/)
    .slice(0, 2)
    .join(" ");
  return opening.replace(/`[^`]*`|\S*[\d@_]\S*|\S+(?:-\S+)+/g, "_").replace(/\(.*?\)/g, "_");
}
