/** The brief a human takes a case over with: what is known, was tried, is open and suggested. It points to the customer's messages instead of repeating them. */

import { isolated } from "#lib/platform/direction/rules";
import { activeEvents } from "#lib/tickets/active-events";
import type { TimelineEvent } from "#lib/tickets/event";
import { resultsByCall } from "#lib/tickets/rules";
import { alerts, decidedOf, notes, openOf, stillOwed, suggestedOf, triedOf, whoAsks } from "./brief-lines";
import type { BriefSubject } from "./brief-subject";
import type { Brief, BriefLine } from "./step";

const linesEach = 6;

/** Draws the brief; each line names the event it comes from, where there is one. */
export function briefOf({ ticket, customer, timeline, runbooks, why }: BriefSubject): Brief {
  const events = activeEvents(timeline);
  const results = resultsByCall(events);
  const about = aboutOf(ticket.subject, events);
  const isNew = newLines(about.text, why);
  const open = openOf(events, results, customer).filter(isNew);
  const said = [...decidedOf(events), ...notes(events)].sort(byNewest);
  return {
    about,
    known: [...whoAsks(customer), ...alerts(events, about.text), ...said].filter(isNew).slice(0, linesEach),
    tried: triedOf(events, results).filter(isNew).slice(-linesEach),
    open: (open.length > 0 ? open : stillOwed(events)).slice(0, linesEach),
    suggested: suggestedOf(runbooks, why).filter(isNew).slice(0, linesEach),
  };
}

function byNewest(one: BriefLine, other: BriefLine): number {
  return (other.eventId ?? 0) - (one.eventId ?? 0);
}

/** The subject; of an alert, whether it fires. */
function aboutOf(subject: string, events: readonly TimelineEvent[]): BriefLine {
  const alert = events.findLast(({ kind }) => kind === "alert_firing" || kind === "alert_resolved");
  if (!alert || events.some(({ kind }) => kind === "customer_message")) return { text: subject };
  const state = alert.kind === "alert_firing" ? "firing" : "resolved";
  return { text: `Alert: ${isolated(subject)}, ${state}.`, eventId: alert.id };
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

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
