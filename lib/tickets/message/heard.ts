/** Cleans a timeline for the agent: removes automatic mail, quotations and signatures, applies corrections, adds file names. Pure. */
import { attachmentLines } from "#lib/attachments/model";
import { type EventContent, toldOf } from "../event";
import type { EventKind } from "../model";
import { boundedBodies } from "./bounded";
import { isAutomatic } from "./classify";
import { corrected } from "./correction";
import { said, saidFirst } from "./parts";

type Readable = EventContent & { body: string };

/** Kinds whose text is a message somebody wrote. */
const written: readonly EventKind[] = ["customer_message", "analyst_reply"];

/** The events as whoever works on the ticket takes them in; `events` come in their order. */
export function asHeard<Event extends Readable>(events: readonly Event[]): Event[] {
  const bodies = boundedBodies(events.map(({ body }) => body));
  const told = events
    .map((event, at) => withBody(event, bodies[at] ?? ""))
    .filter((event) => !isAutomatic(event));
  const first = told.findIndex(({ kind }) => written.includes(kind));
  const heard = told.map((event, at) => {
    if (!written.includes(event.kind)) return event;
    const isFirst = at === first && event.kind === "customer_message";
    return withBody(event, isFirst ? saidFirst(event.body) : said(event.body));
  });
  let turn: number[] = [];
  const turns: number[][] = [];
  for (const [at, { kind }] of heard.entries()) {
    if (kind === "analyst_reply" || kind === "tool_call") turn = [];
    if (kind === "customer_message" && turn.push(at) === 1) turns.push(turn);
  }
  const bodiesOf = (places: readonly number[]) => places.map((at) => heard[at]?.body ?? "");
  for (const [index, places] of turns.entries()) {
    const texts = corrected(bodiesOf(places), turns.slice(0, index).flatMap(bodiesOf));
    for (const [place, at] of places.entries()) {
      const event = heard[at];
      if (event) heard[at] = withBody(event, texts[place] ?? event.body);
    }
  }
  return heard.map((event) => withBody(event, withFiles(event)));
}

/** What is said, and which files came with it. */
export function withFiles(event: Readable): string {
  return [event.body, ...attachmentLines(toldOf(event).attachments)].filter((line) => line !== "").join("\n");
}

function withBody<Event extends Readable>(event: Event, body: string): Event {
  return event.body === body ? event : { ...event, body };
}
