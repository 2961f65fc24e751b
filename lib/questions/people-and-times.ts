/** Answers on who did what, when, for whom, and how the whole stands. */
import type { Ctx } from "#lib/platform/context";
import type { TimelineEvent } from "#lib/tickets/event";
import { isActive } from "#lib/tickets/model";
import { otherTicketsOf } from "#lib/tickets/queries";
import { resultsByCall } from "#lib/tickets/rules";
import {
  askedOf,
  doneOf,
  fromEvent,
  type Known,
  lead,
  openOf,
  piecesOf,
  quoted,
  toolOf,
} from "./about-ticket";
import type { Statement } from "./model";
import type { Phrases } from "./phrases/model";
import { coverage, type Topic } from "./topic";

const mostEach = 6;

/** Who replied, noted and looked up, each with the last of it, and who has the ticket. */
export function peopleOf({ timeline, ticket: row, assigneeName }: Known, say: Phrases): Statement[] {
  const assigned = timeline.findLast(({ kind }) => kind === "assignment");
  const acts = timeline.filter(({ kind, actorKind }) => actorKind === "analyst" && kind !== "assignment");
  const names = [...new Set(acts.map(({ actorName }) => actorName))];
  const people = names.flatMap((name): Statement[] => {
    const events = acts.filter(({ actorName }) => actorName === name);
    const replies = events.filter(({ kind }) => kind === "analyst_reply");
    const last = replies.at(-1) ?? events.findLast(({ kind }) => kind === "note" || kind === "tool_call");
    if (!last) return [];
    return [
      fromEvent(
        last,
        replies.length > 0
          ? say.replied(name, replies.length)
          : `${name}: ${toolOf(last) || last.body.slice(0, 160)}`,
        last.at,
      ),
    ];
  });
  const opening = timeline[0];
  const holder = assigned ?? opening;
  const has =
    row.assigneeId && assigneeName && holder
      ? [fromEvent(holder, say.assigned(assigneeName), assigned?.at)]
      : [];
  return [...has, ...people].slice(0, mostEach);
}

/** The times of the ticket, the one that was asked for first. */
export function timesOf(known: Known, asked: "opened" | "answered" | "closed", say: Phrases): Statement[] {
  const { timeline, ticket: row } = known;
  const replies = timeline.filter(({ kind }) => kind === "analyst_reply");
  const [opening, first, last] = [timeline[0], replies[0], replies.at(-1)];
  const end = timeline.findLast(
    ({ kind, data }) => kind === "status_change" && (data.to === "solved" || data.to === "closed"),
  );
  const opened = opening ? [fromEvent(opening, say.opened, opening.at)] : [];
  const answered =
    first && last
      ? [
          fromEvent(first, say.firstReply, first.at),
          ...(last === first ? [] : [fromEvent(last, say.lastReply, last.at)]),
        ]
      : [lead(say.notAnswered)];
  const closed =
    !isActive(row.status) && end ? [fromEvent(end, say.finished, end.at)] : [lead(say.notFinished)];
  switch (asked) {
    case "opened":
      return opened;
    case "answered":
      return answered;
    case "closed":
      return isActive(row.status) ? [...closed, ...opened] : closed;
  }
}

/** At least this much of what was asked for stands in an event that is it. */
const enough = 0.5;

/** When something was: the events that say most of it, in their order; else the times of the ticket. */
export function whenOf(known: Known, topic: Topic, say: Phrases): Statement[] {
  const scored = piecesOf(known).map(({ event, text }) => ({
    event,
    text,
    share: coverage(topic, text, `${toolOf(event)} ${event.kind.replaceAll("_", " ")}`),
  }));
  const results = resultsByCall(known.timeline);
  const calls = known.timeline
    .filter(({ id, kind }) => kind === "tool_call" && !results.has(id))
    .map((event) => ({ event, text: toolOf(event), share: coverage(topic, toolOf(event)) }));
  const best = Math.max(0, ...[...scored, ...calls].map(({ share }) => share));
  if (topic.terms.length === 0 || best < enough)
    return [
      ...(topic.terms.length > 0 ? [lead(say.nothing(topic.words))] : []),
      lead(say.times),
      ...timesOf(known, "opened", say),
      ...timesOf(known, "answered", say),
      ...timesOf(known, "closed", say).slice(0, 1),
    ];
  const events = new Map<TimelineEvent, string>();
  for (const { event, text, share } of [...scored, ...calls])
    if (share >= Math.max(enough, best - 0.1) && !events.has(event)) events.set(event, text);
  const statements = [...events]
    .sort(([one], [other]) => one.at.getTime() - other.at.getTime())
    .slice(0, mostEach)
    .map(([event, text]) =>
      event.kind === "tool_result" || event.kind === "tool_call"
        ? fromEvent(event, text, event.at)
        : quoted(event, text),
    );
  return [lead(say.when(topic.words)), ...statements];
}

/** The whole in short: times, what was asked, the last of what was done, what is open. */
export function stateOf(known: Known, say: Phrases): Statement[] {
  const open = openOf(known).slice(0, 3);
  const done = doneOf(known).slice(-3);
  const asked = askedOf(known).slice(0, 2);
  return [
    ...timesOf(known, "closed", say).slice(0, 1),
    ...(asked.length > 0 ? [lead(say.asked), ...asked] : []),
    ...(done.length > 0 ? [lead(say.done), ...done] : [lead(say.nothingDone)]),
    ...(open.length > 0 ? [lead(say.open), ...open] : [lead(say.nothingOpen)]),
  ];
}

/** Who asks, and what else they asked before. */
export async function customerOf(
  ctx: Ctx,
  { customer, timeline, ticket: row }: Known,
  say: Phrases,
): Promise<Statement[]> {
  const opening = timeline.find(({ kind }) => kind === "customer_message") ?? timeline[0];
  if (!customer || !opening) return [lead(say.noCustomer)];
  const { name, company, plan, notes } = customer;
  const card = [name, company, plan].filter(Boolean).join(", ");
  const others = await otherTicketsOf(ctx, { customerId: customer.id, besides: row.id, limit: 3 });
  const before = others.map(
    ({ id, subject, openedAt }): Statement => ({
      role: "statement",
      text: `#${id}: ${subject}`,
      citations: [{ kind: "ticket", ref: id, title: "", excerpt: "", score: 1 }],
      at: openedAt,
    }),
  );
  return [
    lead(say.customer),
    fromEvent(opening, card),
    ...(notes ? [fromEvent(opening, notes.slice(0, 320))] : []),
    ...(before.length > 0 ? [lead(say.others), ...before] : []),
  ];
}
