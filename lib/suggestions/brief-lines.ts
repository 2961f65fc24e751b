/** The lines of a brief, section by section. Pure. */
import { isolated } from "#lib/platform/direction/rules";
import { openAsks } from "#lib/tickets/active-events";
import type { EventData, EventOf, TimelineEvent } from "#lib/tickets/event";
import { excerptOf, inOneLine } from "#lib/tickets/message/sentences";
import { says, sentences } from "./brief-sentences";
import type { BriefSubject } from "./brief-subject";
import type { BriefLine } from "./step";

type Results = ReadonlyMap<number, EventOf<"tool_result">>;

export function whoAsks(customer: BriefSubject["customer"]): BriefLine[] {
  if (!customer) return [];
  const { name, company, plan } = customer;
  return [{ text: [name, company, plan && `plan ${plan}`].filter(Boolean).join(", ") }];
}

/** Each alert as it stands now: what monitoring says of it beside `about`, and its labels in one line. */
export function alerts(events: readonly TimelineEvent[], about: string): BriefLine[] {
  const newest = new Map(
    events
      .filter((event) => event.kind === "alert_firing" || event.kind === "alert_resolved")
      .map((event) => [event.data.fingerprint, event]),
  );
  return [...newest.values()].slice(-2).flatMap(({ id, body, data }) => [
    ...oneLine(
      inOneLine(
        sentences(body)
          .filter((text) => !about.includes(text))
          .slice(0, 3),
      ),
      id,
    ),
    ...oneLine(inWords(data.labels ?? {}), id),
  ]);
}

function oneLine(text: string, eventId: number): BriefLine[] {
  return text === "" ? [] : [{ text, eventId }];
}

/** What colleagues noted, a line for each note. */
export function notes(events: readonly TimelineEvent[]): BriefLine[] {
  return events.flatMap((event): BriefLine[] => {
    const lines = event.kind === "note" ? told(event).slice(0, 3) : [];
    const text = inOneLine(lines.map((line) => line.text));
    return text === ""
      ? []
      : [{ text: `${isolated(event.actorName)} noted: ${isolated(text)}`, eventId: event.id }];
  });
}

/** What people decided: how it stands, how urgent it is, who takes it over, what was done to the systems. */
export function decidedOf(events: readonly TimelineEvent[]): BriefLine[] {
  return events.flatMap((event): BriefLine[] => {
    const { id: eventId, actorKind, actorName, body } = event;
    const why = body ? `: ${isolated(body)}` : "";
    if (event.kind === "action_step" && body) return [{ text: body, eventId }];
    if (actorKind !== "analyst") return [];
    if (event.kind === "status_change" && event.data.to)
      return [
        {
          text: `${isolated(actorName)} set the status to ${event.data.to.replaceAll("_", " ")}${why}`,
          eventId,
        },
      ];
    if (event.kind === "triage_change" && event.data.field === "priority" && event.data.to)
      return [{ text: `${isolated(actorName)} set the priority to ${event.data.to}`, eventId }];
    if (event.kind === "handover")
      return [
        {
          text: `${isolated(actorName)} escalated this${event.data.to ? ` to ${event.data.to}` : ""}${why}`,
          eventId,
        },
      ];
    return [];
  });
}

/** Look-ups with what they gave, and what the customer was told. */
export function triedOf(events: readonly TimelineEvent[], results: Results): BriefLine[] {
  const lookUps = lookUpsOf(events, results);
  return events.flatMap((event): BriefLine[] => {
    const { id: eventId, actorName } = event;
    const lookUp = lookUps.get(eventId);
    if (lookUp) return [{ text: lookUp.text, eventId }];
    const [first] = event.kind === "analyst_reply" ? told(event) : [];
    return first ? [{ text: `${isolated(actorName)} replied: ${isolated(first.text)}`, eventId }] : [];
  });
}

/** What was looked up, in words, with the result: by the id of the call, or of a result that came without one. */
export function lookUpsOf(
  events: readonly TimelineEvent[],
  results: Results,
): Map<number, { text: string; result: EventOf<"tool_result"> }> {
  const paired = new Set([...results.values()].map(({ id }) => id));
  return new Map(
    events.flatMap((event) => {
      const result = event.kind === "tool_call" ? results.get(event.id) : event;
      if (result?.kind !== "tool_result" || (event === result && paired.has(event.id))) return [];
      const call = event.kind === "tool_call" ? event.data : { tool: result.data.tool, arguments: {} };
      return [[event.id, { text: lookUpWords(call, result), result }] as const];
    }),
  );
}

/** A call and what it gave, in words. */
export function lookUpWords(
  call: EventData<"tool_call">,
  result: Pick<EventOf<"tool_result">, "data" | "body">,
): string {
  return `${callName(call)}: ${outcomeOf(result, call.arguments)}`;
}

/** Messages without an answer, our questions without one, look-ups without a result. */
export function openOf(
  events: readonly TimelineEvent[],
  results: Results,
  customer: BriefSubject["customer"],
): BriefLine[] {
  const waiting = openAsks(events).filter(({ kind }) => kind === "customer_message");
  const [first] = waiting;
  const last = events.findLast(({ kind }) => kind === "customer_message" || kind === "analyst_reply");
  const awaited = last?.kind === "analyst_reply" ? questions(last) : [];
  const who = customer?.name ?? "the customer";
  const owed = waiting.length > 1 ? `${waiting.length} messages of ${who} have` : `The message of ${who} has`;
  return [
    ...(first ? [{ text: `${owed} no answer yet.`, eventId: first.id }] : []),
    ...awaited.map(({ text, ...line }) => ({ ...line, text: `The customer has not answered: ${text}` })),
    ...events
      .filter((event) => event.kind === "tool_call")
      .filter(({ id }) => !results.has(id))
      .map(({ id, data }) => ({ text: `No result yet: ${callName(data)}`, eventId: id })),
  ];
}

/** What runbooks have next that the reason does not name. */
export function suggestedOf(runbooks: BriefSubject["runbooks"], why: string): BriefLine[] {
  return runbooks
    .filter(({ title, next }) => next !== null || !why.includes(title))
    .map(({ title, next }) => ({ text: next ?? `Follow the runbook “${title}”.` }))
    .filter(({ text }) => !why.includes(text));
}

/** What is owed where nothing in particular is open. */
export function stillOwed(events: readonly TimelineEvent[]): BriefLine[] {
  const at = events.findLastIndex(({ kind }) => kind === "alert_firing" || kind === "alert_resolved");
  const alert = events[at];
  if (alert?.kind !== "alert_firing" || events.some(({ kind }) => kind === "analyst_reply")) return [];
  const isKnown = events.slice(at).some(tellsOfIt);
  return [
    { text: isKnown ? "The alert still fires." : "Nobody has found the cause yet.", eventId: alert.id },
  ];
}

/** Something was found, or somebody noted something: whether that is the cause is for whoever takes the case to say. */
function tellsOfIt(event: TimelineEvent): boolean {
  if (event.kind === "tool_result") return event.data.result !== null && !event.data.result.error;
  return event.kind === "note" && event.data.asksForRun !== true;
}

/** The questions of a reply of ours. */
function questions({ id, body }: TimelineEvent): BriefLine[] {
  return sentences(body)
    .filter((text) => /[?？]$/.test(text))
    .map((text) => ({ text, eventId: id }));
}

function told({ id, body }: TimelineEvent): BriefLine[] {
  return sentences(body)
    .filter(says)
    .map((text) => ({ text, eventId: id }));
}

/** A call in words. */
export function callName({ tool, arguments: given }: EventData<"tool_call">): string {
  const words = inWords(given);
  return words ? `${tool} (${words})` : tool;
}

/** What a look-up gave, in words. */
export function outcomeOf(
  { data, body }: Pick<EventOf<"tool_result">, "data" | "body">,
  given: Record<string, unknown> = {},
): string {
  const { error, ...found } = data.result ?? {};
  if (error) return `failed, ${String(error)}`;
  const words = inWords(
    Object.fromEntries(Object.entries(found).filter(([name, value]) => given[name] !== value)),
  );
  return words || body || "found nothing";
}

const longestOutcome = 300;
const list = new Intl.ListFormat("en");

/** Names and values as a line of words; what lies within others is told with their names before it. */
function inWords(values: Record<string, unknown>): string {
  return excerptOf(
    Object.entries(values)
      .flatMap(([name, value]) => wordsOf(name, value))
      .join(", "),
    longestOutcome,
  );
}

function wordsOf(name: string, value: unknown): string[] {
  if (value === null || value === undefined || value === "") return [];
  if (typeof value !== "object") return [`${name} ${String(value)}`];
  const inner = Array.isArray(value)
    ? value.map((one: unknown, at) => [String(at + 1), one] as const)
    : Object.entries(value);
  const isPlainList = Array.isArray(value) && value.every((one) => typeof one !== "object");
  if (isPlainList) return value.length > 0 ? [`${name} ${list.format(value.map(String))}`] : [];
  return inner.flatMap(([key, one]) => wordsOf(`${name} ${key}`, one));
}
