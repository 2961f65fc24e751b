/** Answers that stand on the ticket itself, each statement with the event it is taken from. Pure. */

import type { Observation } from "#lib/agent/model";
import { isolated } from "#lib/platform/direction/rules";
import type { Commitment } from "#lib/sla/model";
import { callName, lookUpsOf, lookUpWords, outcomeOf } from "#lib/suggestions/brief-lines";
import { asks, says, sentences } from "#lib/suggestions/brief-sentences";
import { openAsks } from "#lib/tickets/active-events";
import { alertData, type TimelineEvent } from "#lib/tickets/event";
import { excerptOf, inOneLine } from "#lib/tickets/message/sentences";
import { isActive } from "#lib/tickets/model";
import { resultsByCall } from "#lib/tickets/rules";
import { toolTitle } from "#lib/tools/model";
import type { LookedUp, Statement } from "./model";

/** What is known of the ticket; the timeline is as it is heard. */
export type Known = Pick<Observation, "ticket" | "customer" | "timeline" | "assigneeName"> & {
  commitments: readonly Commitment[];
  /** Look-ups made for questions: they stand with the answers, not on the timeline. */
  lookedUp: readonly (LookedUp & { at: Date })[];
};

const mostEach = 6;
const longestQuote = 320;

/** The diagnostic an event is about; empty for every other event. */
export function toolOf(event: TimelineEvent): string {
  return event.kind === "tool_call" || event.kind === "tool_result" ? event.data.tool : "";
}

/** A statement that rests on one event. */
export function fromEvent(event: TimelineEvent, text: string, at?: Date): Statement {
  const excerpt = excerptOf(event.body || text, 160);
  const title = toolOf(event) || event.actorName;
  const citation = { kind: "event" as const, ref: event.id, eventId: event.id, title, excerpt, score: 1 };
  return { role: "statement", text, citations: [citation], ...(at && { at }) };
}

/** A sentence of ours before what is stated. */
export function lead(text: string): Statement {
  return { role: "lead", text, citations: [] };
}

/** What a look-up for a question gave. */
export function fromLookUp({ id, tool, arguments: given, result }: LookedUp, at?: Date): Statement {
  const text = lookUpWords({ tool, arguments: given }, { data: { tool, result }, body: "" });
  return { role: "statement", text, citations: [{ kind: "look_up", ref: id, title: toolTitle(tool) }], at };
}

/** What somebody said, in his words. */
export function quoted(event: TimelineEvent, text: string): Statement {
  return fromEvent(
    event,
    `${isolated(event.actorName)}: “${isolated(excerptOf(text, longestQuote))}”`,
    event.at,
  );
}

/** What the customer asked for; where nothing is put as a question, what he wrote first. */
export function askedOf({ timeline }: Known): Statement[] {
  const messages = timeline.filter(({ kind }) => kind === "customer_message");
  const [first] = messages;
  const asked = messages.flatMap((event) => {
    const all = sentences(event.body);
    const wanted = all.filter(asks);
    // What it is about stands in the first message, before what is asked.
    const about = event === first ? all.filter(says).slice(0, 1) : [];
    return wanted.length > 0 ? [quoted(event, inOneLine([...about, ...wanted]))] : [];
  });
  const told = first && inOneLine(sentences(first.body).slice(0, 2));
  const opening = first && told ? [quoted(first, told)] : [];
  const isSaid = asked.some(({ citations }) => citations.some(({ ref }) => ref === first?.id));
  return [...(isSaid ? [] : opening), ...asked].slice(-mostEach);
}

/** Look-ups with what they gave, steps of actions, and what was answered and noted. */
export function doneOf({ timeline, lookedUp }: Known): Statement[] {
  const lookUps = lookUpsOf(timeline, resultsByCall(timeline));
  const onTicket = timeline.flatMap((event): Statement[] => {
    const { id, kind, body } = event;
    const lookUp = lookUps.get(id);
    if (lookUp) return [fromEvent(lookUp.result, lookUp.text, lookUp.result.at)];
    if (kind === "action_step" && body) return [fromEvent(event, excerptOf(body, longestQuote), event.at)];
    if (kind !== "analyst_reply" && kind !== "note") return [];
    const told = inOneLine(sentences(body).filter(says).slice(0, 2));
    return told ? [quoted(event, told)] : [];
  });
  return [...onTicket, ...lookedUp.map((one) => fromLookUp(one, one.at))]
    .sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0))
    .slice(-mostEach);
}

/** What nobody has answered, what we asked and wait for, look-ups without a result, promises to be kept. */
export function openOf({ ticket, timeline, commitments }: Known): Statement[] {
  const results = resultsByCall(timeline);
  const last = timeline.findLast(({ kind }) => kind === "customer_message" || kind === "analyst_reply");
  const awaited =
    last?.kind === "analyst_reply" ? sentences(last.body).filter((text) => /[?？]$/.test(text)) : [];
  const unanswered = openAsks(timeline).map((event) => {
    const all = sentences(event.body);
    const wanted = all.filter(asks);
    return quoted(event, inOneLine(wanted.length > 0 ? wanted : all.slice(0, 2)) || event.body);
  });
  const open = [
    ...unanswered,
    ...(last && awaited.length > 0 ? [quoted(last, inOneLine(awaited))] : []),
    ...timeline.flatMap((event) =>
      event.kind === "tool_call" && !results.has(event.id)
        ? [fromEvent(event, `${callName(event.data)}: …`, event.at)]
        : [],
    ),
    ...promisesOf({ timeline, commitments }, ({ state }) => state === "open"),
  ].slice(0, mostEach);
  if (open.length > 0 || !isActive(ticket.status)) return open;
  // Work is owed and nobody asks for it: what was said last tells what it waits for.
  const word = timeline.findLast(
    ({ kind }) => kind === "analyst_reply" || kind === "note" || kind === "handover",
  );
  const told = word && inOneLine(sentences(word.body).filter(says).slice(0, 2));
  return word && told ? [quoted(word, told)] : [];
}

/** What was promised, with when it is due. */
export function promisesOf(
  { timeline, commitments }: Pick<Known, "timeline" | "commitments">,
  which: (one: Commitment) => boolean = () => true,
): Statement[] {
  return commitments.filter(which).flatMap((one) => {
    const event = timeline.find(({ id }) => id === one.eventId);
    return event ? [fromEvent(event, `“${excerptOf(one.text, longestQuote)}”`, one.dueAt)] : [];
  });
}

/** Events of the ticket in pieces that can be quoted: sentences, results value by value, alerts with their labels. */
export function piecesOf({ timeline }: Pick<Known, "timeline">): { event: TimelineEvent; text: string }[] {
  return timeline.flatMap((event): { event: TimelineEvent; text: string }[] => {
    if (event.kind === "tool_result") {
      const { error: _, ...found } = event.data.result ?? {};
      const isFound = Object.keys(found).length > 0;
      return isFound ? [{ event, text: `${event.data.tool}: ${outcomeOf(event)}` }] : [];
    }
    const labels = Object.entries(alertData(event)?.labels ?? {}).map(([name, value]) => `${name} ${value}`);
    return [...sentences(event.body), ...(labels.length > 0 ? [labels.join(", ")] : [])].map((text) => ({
      event,
      text,
    }));
  });
}
