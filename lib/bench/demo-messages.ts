/** Messages for the benchmark's customers: what the demo's customers once wrote, on tickets of their own. */
import { story } from "#lib/demo/story/story";
import { personId } from "#lib/demo/team";
import type { Message } from "./webhook-requests";

const openings = story.tickets.flatMap(({ subject, events }) => {
  const first = events.find(({ kind }) => kind === "customer_message");
  return first && "body" in first ? [{ subject, text: first.body }] : [];
});

/** Message number `place`, counted from 0; they come round again with other customers. */
export function message(place: number): Message {
  const opening = openings[place % openings.length];
  if (!opening) throw new Error("The demo story has no customers who write.");
  return { ...opening, customer: place % 499 };
}

/** Somebody of the demo team who may see the whole desk. */
export const bencher = personId(story.people.find(({ role }) => role === "admin")?.key ?? "");
