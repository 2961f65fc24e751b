/** What follows from a change of a ticket, and what a shift hands over: the whole lists. A new wing adds a line; tickets and on-call know nobody. */

import { bindHandover } from "#lib/oncall/handover/parts";
import type { NewJob } from "#lib/platform/jobs/model";
import { unlearnRestricted } from "#lib/platform/unlearning";
import { closeAnswered, reopenUnused, supersedeDependent } from "#lib/suggestions/overtaken";
import { isReopening } from "#lib/tickets/active-events";
import type { TicketChange, WrittenEvent } from "#lib/tickets/change";
import { toldOf } from "#lib/tickets/event";
import { placeOf } from "#lib/tickets/fairness";
import { mostRead } from "#lib/tickets/message/bounded";
import { awaitsRun } from "#lib/tickets/message/classify";
import { isActive } from "#lib/tickets/model";
import { bindReactions, type Follows } from "#lib/tickets/reactions";
import { undoSeconds } from "#lib/tickets/rules";
import { runJobId, turnEnd } from "#lib/tickets/turn";
import { openSilences } from "#lib/watch/silences";

bindReactions({
  closeAnswered,
  reopenUnused,
  supersedeDependent,
  follows: [agentRuns, stepLearned, caseLearned, indexed],
  within: [(tx, changes) => unlearnRestricted(tx, changes.flatMap(moveOf))],
});

bindHandover([openSilences]);

type Following = ReturnType<Follows>;

/** The agent looks at what nobody has answered, and again at what was finished and is opened without a proposal. */
function agentRuns({ after, events }: TicketChange, { now, turn }: Parameters<Follows>[1]): Following {
  if (!isActive(after.status)) return [];
  return events
    .filter(isNews)
    .filter((event) => awaitsRun(event) || (isReopening(event) && after.agentState === "running"))
    .map((event): NewJob => {
      const { id, ticketId, source, externalId, body } = event;
      const at = turnEnd(event, turn, now);
      const options = {
        id: runJobId(id),
        partition: String(ticketId),
        place: placeOf(source, now.getTime(), Math.min(body.length, mostRead)),
        ...(externalId !== null && { of: externalId }),
      };
      return {
        name: "agent.consider",
        input: { ticketId, eventId: id },
        options: { ...options, ...(at && { at }) },
      };
    });
}

/** The apprentice learns from what an analyst did; what the agent did by itself says nothing about that. */
function stepLearned({ after, events }: TicketChange, { now }: Parameters<Follows>[1]): Following {
  if (!isActive(after.status)) return [];
  // Not before the undo window has passed: what was undone is not learned from.
  const at = new Date(now.getTime() + undoSeconds * 1000);
  return events
    .filter(isNews)
    .filter(({ kind }) => kind === "analyst_reply" || kind === "tool_call")
    .filter((event) => event.kind !== "tool_call" || event.data.investigationId === undefined)
    .map(({ id, ticketId }) => ({
      name: "learning.learn",
      input: { ticketId, stepEventId: id },
      options: { id: `learn-step:${id}`, at },
    }));
}

/** A finished ticket is what the apprentice learns from once more. */
function caseLearned(change: TicketChange): Following {
  if (!isFinished(change)) return [];
  const { after, events } = change;
  const id = `learn:${after.id}:${events.at(-1)?.id ?? 0}`;
  return [{ name: "learning.learn", input: { ticketId: after.id }, options: { id } }];
}

/** A finished ticket is what later ones are answered with. */
function indexed(change: TicketChange): Following {
  if (!isFinished(change)) return [];
  const { after, events } = change;
  const id = `index:${after.id}:${events.at(-1)?.id ?? 0}`;
  return [{ name: "knowledge.index", input: { kind: "ticket", ref: after.id }, options: { id } }];
}

/** It was finished now, or was before and says something else since. */
function isFinished({ before, after, events }: TicketChange): boolean {
  if (isActive(after.status)) return false;
  return !before || isActive(before.status) || events.some(changesWords);
}

function changesWords(event: WrittenEvent): boolean {
  const { kind } = event;
  return toldOf(event).edits !== undefined || kind === "message_deleted" || kind === "origin_change";
}

/** False for an edit that only touched up the words. */
function isNews(event: WrittenEvent): boolean {
  return toldOf(event).seenAs === undefined;
}

/** Where a ticket went that was in another queue before. */
function moveOf({ before, after }: TicketChange): { ticketId: number; queueId: number }[] {
  if (!before || after.queueId === null || before.queueId === after.queueId) return [];
  return [{ ticketId: after.id, queueId: after.queueId }];
}
