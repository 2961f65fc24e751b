/** Applies new events to a ticket, its clocks and its commitments: folded onto the row, or the whole timeline again. */

import { eq } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Actor, Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import type { Clock } from "#lib/sla/model";
import type { Terms } from "#lib/sla/rules";
import { activeEvents, answeredBy, isReopening, openAsks, takesBackEnd } from "./active-events";
import { rerunBecauseOf, stateAfterEvents } from "./agent-state";
import type { Beside, LockedTicket, TicketChange, WrittenEvent } from "./change";
import { isSame } from "./clocks";
import { stepCommitments } from "./commitments/steps";
import type { AppendOptions } from "./consequences";
import { withDueTimes } from "./due-times";
import { removedBy } from "./event";
import { type Folded, foldEvent, foldTimeline } from "./fold";
import { type AgentState, isActive, type Ticket } from "./model";
import { reactions } from "./reactions";
import { typed } from "./stored-event";

/** A ticket that changes, with what stands beside it. */
type Changing = {
  row: LockedTicket;
  /** Its row was made for these events. */
  isNew: boolean;
  /** Who asks from now on, where that is another one. */
  asker?: Pick<LockedTicket, "customerId" | "contactId">;
  beside: Beside;
  terms: Terms;
};

/** What events make of a ticket, its clocks and its promises; what rests on words that changed is dropped. */
export async function changeOf(
  tx: Ctx,
  { row, isNew, asker, beside, terms }: Changing,
  events: WrittenEvent[],
  { runsAgent = true }: AppendOptions,
): Promise<TicketChange> {
  const known = isNew ? null : { state: row, clocks: beside.clocks };
  const outcome = await stateAfter(tx, known, events, terms);
  for (const event of events) {
    const changed = rerunBecauseOf(event);
    if (changed !== undefined) await reactions().supersedeDependent(tx, row.id, changed);
  }
  const { state } = outcome.folded;
  const now = runsAgent ? besideAfter(outcome.folded, beside, events, terms) : history(outcome.folded);
  const idle = runsAgent ? {} : { followUpAt: null, followUpReason: null };
  const after: LockedTicket = withDueTimes(
    {
      ...row,
      ...state,
      ...asker,
      ...idle,
      agentState: runsAgent
        ? await agentStateAfter(tx, row, { state, isAnswered: outcome.isAnswered }, events)
        : "none",
      version: isPerson(tx.actor) && !isNew ? row.version + 1 : row.version,
    },
    now,
  );
  const change = { after, events, beside: { before: beside, after: now } };
  return isNew ? { before: null, opened: row, ...change } : { before: row, ...change };
}

/** Clocks and promises after the events. */
function besideAfter(
  { state, clocks }: Folded,
  before: Beside,
  events: WrittenEvent[],
  { hours }: Terms,
): Beside {
  let commitments = before.commitments;
  for (const event of events) commitments = stepCommitments(hours, commitments, event, state.status);
  return { clocks, commitments };
}

/** What is over before it is heard of calls nobody: its clocks are counted, and none runs on. */
function history({ clocks }: Folded): Beside {
  return { clocks: clocks.filter(({ stoppedAt }) => stoppedAt), commitments: [] };
}

/** What a ticket comes to, and whether nothing on it waits for an answer. */
type Outcome = { folded: Folded; isAnswered: boolean };

/** New events are folded onto the row; where one belongs elsewhere, the whole timeline is folded anew. */
async function stateAfter(
  tx: Ctx,
  known: Folded<LockedTicket> | null,
  events: WrittenEvent[],
  terms: Terms,
): Promise<Outcome> {
  const folded = foldInOrder(terms, known, events);
  if (folded) return { folded, isAnswered: events.some(({ kind }) => kind === "analyst_reply") };
  const row = known?.state;
  const ticketId = events[0]?.ticketId ?? row?.id ?? 0;
  const all = await timelineOf(tx, ticketId);
  const refolded = refold(terms, all, known);
  if (!refolded) throw new AppError("unavailable", "The ticket has no timeline.");
  return { folded: refolded, isAnswered: openAsks(activeEvents(all)).length === 0 };
}

async function timelineOf(tx: Ctx, ticketId: number) {
  const rows = await tx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId));
  return rows.map(typed);
}

/**
 * A whole timeline folded anew. What its clocks have said stays said as long as they run as before, and a reminder
 * somebody asked for, which is on no timeline, stays.
 */
export function refold(
  terms: Terms,
  events: Parameters<typeof foldTimeline>[1],
  known: Folded<LockedTicket> | null,
): Folded | null {
  const folded = foldTimeline(terms, events);
  if (!folded || !known) return folded;
  const clocks = folded.clocks.map((clock) => saidBefore(clock, known.clocks));
  const { followUpAt, followUpReason } = known.state;
  const isKept = followUpReason === "scheduled" && isActive(folded.state.status);
  return { state: isKept ? { ...folded.state, followUpAt, followUpReason } : folded.state, clocks };
}

function saidBefore(clock: Clock, known: readonly Clock[]): Clock {
  const before = known.find((one) => isSame(one, clock));
  const isUnchanged = before?.dueAt?.getTime() === clock.dueAt?.getTime() && !clock.stoppedAt;
  if (!before || !isUnchanged) return clock;
  return { ...clock, warned: before.warned, breachedAt: before.breachedAt, nextAt: before.nextAt };
}

/**
 * Null when an event does not take effect last, or when what it does the whole timeline tells: it happened before another,
 * changes an earlier one, or is an alert that may have ended already, the end of one of several, or a reply to one.
 */
function foldInOrder(
  terms: Terms,
  known: Folded<LockedTicket> | null,
  events: WrittenEvent[],
): Folded | null {
  let folded: Folded | null = known;
  for (const event of events) {
    const isLate = folded !== null && event.source !== "desk" && event.at < folded.state.lastEventAt;
    const isPlaced =
      folded !== null &&
      (event.kind === "alert_firing" ||
        event.kind === "alert_resolved" ||
        (event.kind === "analyst_reply" && folded.state.kind === "alert"));
    const changesOther = removedBy(event) !== undefined || event.kind === "origin_change";
    if (isLate || isPlaced || changesOther) return null;
    folded = foldEvent(terms, folded, event);
  }
  return folded;
}

async function agentStateAfter(
  tx: Ctx,
  row: LockedTicket,
  { state, isAnswered }: { state: Pick<Ticket, "status">; isAnswered: boolean },
  events: WrittenEvent[],
): Promise<AgentState> {
  const { status } = state;
  const back = isActive(status) ? await stateTakenBack(tx, row.id, events) : null;
  if (back) return back;
  const isReplied = isAnswered && events.some(({ kind }) => kind === "analyst_reply");
  const isOvertaken = row.agentState === "proposed" && (isReplied || !isActive(status));
  const isGone = isOvertaken && !(await reactions().closeAnswered(tx, { ticketId: row.id, status, events }));
  return stateAfterEvents(isGone ? "none" : row.agentState, { status, isAnswered }, events);
}

/**
 * What is shown where events take back what had answered: the proposal that was closed by it, or, on a ticket that was
 * finished, that the agent looks at what is asked again; null where they take back nothing.
 */
async function stateTakenBack(
  tx: Ctx,
  ticketId: number,
  events: readonly WrittenEvent[],
): Promise<AgentState | null> {
  if (!events.some(({ kind }) => kind === "status_change" || kind === "reply_withdrawn")) return null;
  const all = await timelineOf(tx, ticketId);
  if (!events.some((event) => takesBackEnd(all, event))) return null;
  const active = activeEvents(all);
  if (await reactions().reopenUnused(tx, { ticketId, since: answeredBy(active) })) return "proposed";
  return events.some(isReopening) && openAsks(active).length > 0 ? "running" : null;
}

function isPerson(actor: Actor): boolean {
  return actor.kind === "user" || actor.kind === "api_key";
}
