/** The brief a human takes a case over with: what it is about, what is known, what was tried, what is open. Each thing stands once. */
import { type Customer, resultsByCall, type Ticket, type TimelineEvent } from "#lib/tickets/model";
import { standingEvents } from "#lib/tickets/standing-events";
import {
  alerts,
  asked,
  isUnanswered,
  openOf,
  statements,
  stillOwed,
  told,
  triedOf,
  whoAsks,
} from "./brief-lines";
import { asks, isNudge, wishes } from "./brief-sentences";
import type { SuggestionPayload } from "./model";

export type Brief = NonNullable<SuggestionPayload["brief"]>;
export type BriefLine = Brief["known"][number];

/** What a brief is drawn from; `timeline` is ascending. */
export type BriefSubject = {
  ticket: Pick<Ticket, "subject">;
  customer: Pick<Customer, "name" | "company" | "plan"> | null;
  timeline: readonly TimelineEvent[];
  /** Runbooks that fit, with the step each has next. */
  runbooks: readonly { title: string; next: string | null }[];
  /** Why the case is handed over: what it names already is not said again. */
  why: string;
};

const linesEach = 6;

/** Draws the brief; each line names the event it comes from, where there is one. */
export function briefOf({ ticket, customer, timeline, runbooks, why }: BriefSubject): Brief {
  const events = standingEvents(timeline);
  const results = resultsByCall(events);
  const about = aboutOf(ticket.subject, events);
  const isNew = newLines(about.text, why);
  const open = openOf(events, results, runbooks, why).filter(isNew);
  return {
    about,
    known: [...whoAsks(customer), ...alerts(events, about.text), ...statements(events, about.text)]
      .filter(isNew)
      .slice(0, linesEach),
    tried: triedOf(events, results).filter(isNew).slice(-linesEach),
    open: (open.length > 0 ? open : stillOwed(events, customer)).slice(0, linesEach),
  };
}

/** What the customer wants, in their words; of an alert, that it fires. */
function aboutOf(subject: string, events: readonly TimelineEvent[]): BriefLine {
  const said = events.filter(({ kind }) => kind === "customer_message");
  const alert = events.findLast(({ kind }) => kind === "alert_firing" || kind === "alert_resolved");
  if (said.length === 0 && alert)
    return {
      text: `Alert: ${subject}, ${alert.kind === "alert_firing" ? "firing" : "over"}.`,
      eventId: alert.id,
    };
  const waiting = said.filter((event) => isUnanswered(event, events));
  const found =
    wishIn(waiting) ??
    wishIn(said) ??
    said.flatMap((event) => told(event)).find(({ text }) => text !== subject);
  return found ? { ...found, text: joined(subject, found.text) } : { text: subject };
}

/** What the newest message that asks for something of substance asks; where none asks, what it wishes. */
function wishIn(messages: readonly TimelineEvent[]): BriefLine | undefined {
  const newest = messages.toReversed();
  return [asks, wishes]
    .flatMap((isAsked) => newest.flatMap((event) => asked(event, isAsked)))
    .find(({ text }) => !isNudge(text));
}

/** Keeps the first line of each wording, and none that stands in one of `before`. */
function newLines(...before: string[]): (line: BriefLine) => boolean {
  const seen = before.map(plain);
  return ({ text }) => {
    const own = plain(text);
    if (seen.some((one) => one.includes(own))) return false;
    seen.push(own);
    return true;
  };
}

function joined(subject: string, sentence: string): string {
  if (plain(subject).includes(plain(sentence))) return subject;
  if (subject === "" || plain(sentence).includes(plain(subject))) return sentence;
  return /[.!?…。！？]$/.test(subject) ? `${subject} ${sentence}` : `${subject}: ${sentence}`;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
