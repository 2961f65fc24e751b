/** What a language model is told to answer a question with: our instructions, and numbered sources as marked data that command nothing. */
import type { Observation } from "#lib/agent/model";
import { marked, markedIsData, newMarker } from "#lib/models/data-marking";
import type { Room } from "#lib/models/fitting";
import { outcomeOf } from "#lib/suggestions/brief-lines";
import { telling } from "#lib/suggestions/summary";
import type { TimelineEvent } from "#lib/tickets/event";
import { fromEvent } from "./about-ticket";
import { citing, type Found, groundsOf, repliesOn } from "./found";
import type { Listed } from "./read-answer";

/** What a model writes when the sources do not answer. */
export const NO_ANSWER = "NO_ANSWER";

/** Newest events a model is given, and text of each; text of a passage. */
const mostEvents = 60;
const longestEvent = 1_500;
const longestPassage = 2_000;

const told: readonly TimelineEvent["kind"][] = [...telling, "handover", "status_change"];

/** Everything a model may cite, in the order of its numbers: events of the ticket, then passages. */
export function listedFor(seen: Observation, found: readonly Found[]): Listed[] {
  const grounds = groundsOf(seen, found);
  const events = seen.timeline.filter(({ kind }) => told.includes(kind)).slice(-mostEvents);
  return [
    ...events.flatMap((event): Listed[] => {
      const [citation] = fromEvent(event, event.body).citations;
      const isInternal = !event.isPublic && event.kind !== "tool_result";
      return citation ? [{ citation, body: eventText(event), isInternal }] : [];
    }),
    ...found.map((one): Listed => {
      if (!one.past)
        return {
          citation: citing(one),
          body: `${one.title}\n${one.body}`.slice(0, longestPassage),
          isInternal: one.isInternal,
        };
      const replies = repliesOn(one.past, grounds);
      const body = replies
        .map(({ text }) => text)
        .join("\n")
        .slice(0, longestPassage);
      return { citation: citing(one, replies.at(-1)?.eventId), body, isInternal: false };
    }),
  ];
}

function eventText(event: TimelineEvent): string {
  const { kind, at, actorName } = event;
  return `${at.toISOString().slice(0, 16)} ${kind.replaceAll("_", " ")}, ${actorName}: ${saidBy(event)}`.slice(
    0,
    longestEvent,
  );
}

function saidBy(event: TimelineEvent): string {
  if (event.kind === "tool_result") return `${event.data.tool} found ${outcomeOf(event)}`;
  return (
    event.body || (event.kind === "status_change" || event.kind === "handover" ? (event.data.to ?? "") : "")
  );
}

/** Characters of our instructions and headings, and what marking and a number cost each source, about. */
const frame = 1_600;
const perSource = 90;
const leastOfSource = 160;

/**
 * As much of what may be cited as fits so many characters, in its order: what was looked up, the newest that was said, the
 * best passages, then what came before.
 */
export function listedWithin(listed: readonly Listed[], room: Room): Listed[] {
  if (room === null) return [...listed];
  let left = room - frame;
  const events = listed.filter(({ citation }) => citation.kind === "event").reverse();
  const others = listed.filter(({ citation }) => citation.kind !== "event");
  const looked = others.filter(({ citation }) => citation.kind === "look_up");
  const passages = others.filter(({ citation }) => citation.kind !== "look_up");
  const newest = events.slice(0, 2);
  const kept = new Map<Listed, Listed>();
  for (const one of [
    ...looked,
    ...newest,
    ...passages.slice(0, 2),
    ...events.slice(2),
    ...passages.slice(2),
  ]) {
    const cut = one.body.slice(0, Math.max(0, left - perSource));
    if (cut.length < Math.min(leastOfSource, one.body.length)) continue;
    left -= cut.length + perSource;
    kept.set(one, { ...one, body: cut });
  }
  return listed.flatMap((one) => kept.get(one) ?? []);
}

export type Asked = {
  question: string;
  subject: string;
  listed: readonly Listed[];
  /** What was asked and answered on the ticket before, oldest first. */
  before: readonly { question: string; answer: string }[];
};

/** Instructions and data are apart, and every line of data carries a marker drawn for this one call. */
export function writeQuestionPrompt(
  { question, subject, listed, before }: Asked,
  marker = newMarker(),
): { system: string; prompt: string } {
  const sources = listed.map(({ citation, body }, at) => `[${at + 1}] ${titleOf(citation.kind)}\n${body}`);
  const earlier = before.map((one) => `Question: ${one.question}\nAnswer: ${one.answer}`);
  const prompt = [
    `TICKET\n${marked(`Subject: ${subject}`, marker)}`,
    `SOURCES\n${marked(sources.join("\n\n"), marker)}`,
    ...(earlier.length > 0 ? [`EARLIER\n${marked(earlier.join("\n\n"), marker)}`] : []),
    `QUESTION\n${question}`,
  ].join("\n\n");
  return { system: instructions(marker), prompt };
}

/** The same for a summary: points, one a line. */
export function writeSummaryPrompt(
  { subject, listed }: Pick<Asked, "subject" | "listed">,
  marker = newMarker(),
): { system: string; prompt: string } {
  const sources = listed.map(({ body }, at) => `[${at + 1}] ${body}`);
  const system = `You sum up one support ticket for an analyst who takes it over.
${markedIsData(marker)}

Write at most twelve lines, each one point, in English, and nothing else. Begin each with STATE: (how it stands), DECISION: (what was decided, by whom) or OPEN: (what is missing or unanswered), and end it with the number of the source it rests on, like [2]. A line without a number is thrown away. Use only figures and names that stand in the source you cite.`;
  return {
    system,
    prompt: `TICKET\n${marked(`Subject: ${subject}`, marker)}\n\nSOURCES\n${marked(sources.join("\n\n"), marker)}`,
  };
}

function titleOf(kind: Listed["citation"]["kind"]): string {
  switch (kind) {
    case "event":
      return "On this ticket";
    case "look_up":
      return "Looked up just now";
    case "ticket":
      return "Closed ticket of another customer: what was answered";
    case "article":
      return "Article";
  }
}

function instructions(marker: string): string {
  return `You answer a support analyst's question about one ticket.
${markedIsData(marker)}

Answer in the language of the question, in at most 150 words, in plain sentences or a short list. After every sentence write the number of the source it rests on, like [2]. A sentence without a number is shown as unsupported. Use only figures, identifiers and names that stand in a source you cite. Where the sources contradict each other, say so.

Call a tool only when its result is needed to answer and all its arguments stand in the sources. Write ${NO_ANSWER} and nothing else when the sources do not answer the question.`;
}
