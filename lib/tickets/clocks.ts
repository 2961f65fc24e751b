/** Advances a ticket's SLA clocks with its events. Pure, with the same result event by event or all at once. */

import { type Clock, type ClockKind, warningLevels } from "#lib/sla/model";
import { type AppliedPolicy, policyFor, reaches, type Terms, usedBy } from "#lib/sla/rules";
import type { EventContent } from "./event";
import { isActive, type Ticket } from "./model";

/** What clocks read of a ticket. */
export type Clocked = Pick<Ticket, "kind" | "status" | "priority" | "queueId" | "firstReplyAt">;

/** An event with the ticket before and after it. */
export type Happened = {
  before: Clocked;
  after: Clocked;
  event: EventContent & { at: Date };
  /** Somebody waits for an answer because of it: a message that matters, an alert that fires. */
  isAsk: boolean;
  /** An alert of the ticket still fires. */
  isFiring: boolean;
};

const minute = 60_000;

/** The clocks after an event, those that have stopped included; one that owes nothing any more is gone. */
export function stepClocks(terms: Terms, clocks: readonly Clock[], happened: Happened): Clock[] {
  const { before, after, event, isFiring } = happened;
  const { at } = event;
  const applied = policyFor(terms, after);
  const earlier = policyFor(terms, before);
  let going = clocks.flatMap((clock) => underTerms(clock, earlier, applied, at));
  const isWorkedOn = isActive(after.status);
  const isBack = happened.isAsk || !isActive(before.status);
  const isReplied = event.kind === "analyst_reply";
  const isOver = event.kind === "alert_resolved" && after.kind === "alert" && !isFiring;
  if (isReplied) going = going.map((clock) => (isResponse(clock) ? stopped(clock, applied, at) : clock));
  if (!isWorkedOn || isOver)
    going = going.flatMap((clock) => (isResponse(clock) ? dropped(clock, applied, at) : [clock]));
  if (!isWorkedOn || isOver) going = going.map((clock) => stopped(clock, applied, at));
  if (isWorkedOn && applied) going = started(isBack ? going.map(reopened) : going, applied, happened);
  const rests =
    !isWorkedOn || (applied?.policy.pauses as readonly string[] | undefined)?.includes(after.status);
  return going.map((clock) => (rests ? paused(clock, applied, at) : resumed(clock, applied, at)));
}

/** A ticket that is worked on again, or fires again, is not resolved. */
function reopened(clock: Clock): Clock {
  return isResponse(clock) ? clock : { ...clock, stoppedAt: null };
}

/** True for a clock that an answer stops. */
export function isResponse({ kind }: Pick<Clock, "kind">): boolean {
  return kind !== "resolution";
}

/** Starts what the event makes owed. */
function started(
  clocks: Clock[],
  applied: AppliedPolicy,
  { before, after, event, isAsk }: Happened,
): Clock[] {
  // A new ticket that somebody takes up was never away.
  const isBack = before.status !== after.status && before.status !== "new" && after.status === "open";
  const isReminded =
    event.kind === "follow_up_due" && event.data.reason === "scheduled" && after.status === "open";
  if (!isAsk && !isBack && !isReminded) return clocks;
  const response: ClockKind = after.firstReplyAt ? "next" : "first";
  const isAnswering = clocks.some((clock) => isResponse(clock) && !clock.stoppedAt);
  const resolution = clocks.find(({ kind }) => kind === "resolution");
  const begun = [
    ...(isAnswering ? [] : fresh(response, applied, event.at)),
    ...(resolution ? [] : fresh("resolution", applied, event.at)),
  ];
  // Of several events of one instant: what was asked and answered in it, and is asked again, is owed once.
  return [...clocks.filter((clock) => !begun.some((one) => isSame(one, clock))), ...begun];
}

/** True for the same clock at another time. */
export function isSame(one: Clock, other: Clock): boolean {
  return one.kind === other.kind && one.startedAt.getTime() === other.startedAt.getTime();
}

function fresh(kind: ClockKind, { policy, target }: AppliedPolicy, at: Date): Clock[] {
  const minutes = target[kind];
  if (minutes === null) return [];
  return [
    {
      kind,
      policy: policy.key,
      targetMs: minutes * minute,
      startedAt: at,
      usedMs: 0,
      runningSince: null,
      dueAt: null,
      stoppedAt: null,
      breachedAt: null,
      warned: 0,
      nextAt: null,
    },
  ];
}

/** Another queue, priority or plan brings other terms: the time that was used stays used. */
function underTerms(
  clock: Clock,
  earlier: AppliedPolicy | null,
  applied: AppliedPolicy | null,
  at: Date,
): Clock[] {
  if (clock.stoppedAt || !applied) return [clock];
  const minutes = applied.target[clock.kind];
  if (minutes === null) return dropped(clock, earlier, at);
  const isUnchanged =
    clock.policy === applied.policy.key &&
    clock.targetMs === minutes * minute &&
    JSON.stringify(earlier?.calendar) === JSON.stringify(applied.calendar);
  if (isUnchanged) return [clock];
  const settled = paused(clock, earlier, at);
  const isLate = settled.usedMs >= minutes * minute;
  return [
    {
      ...settled,
      policy: applied.policy.key,
      targetMs: minutes * minute,
      warned: isLate ? settled.warned : 0,
      breachedAt: isLate ? settled.breachedAt : null,
    },
  ];
}

function stopped(clock: Clock, applied: AppliedPolicy | null, at: Date): Clock {
  return clock.stoppedAt ? clock : { ...paused(clock, applied, at), stoppedAt: at };
}

/** Ends a clock without an answer: nothing was owed, unless its time was up already. */
function dropped(clock: Clock, applied: AppliedPolicy | null, at: Date): Clock[] {
  if (clock.stoppedAt) return [clock];
  const ended = stopped(clock, applied, at);
  return ended.breachedAt ? [ended] : [];
}

/** Lets a clock rest. What comes after its time is late, even while nobody is there to work. */
function paused(clock: Clock, applied: AppliedPolicy | null, at: Date): Clock {
  if (!clock.runningSince) return clock;
  const usedMs = usedBy(clock, applied?.calendar ?? null, at);
  const isLate = clock.dueAt !== null && at > clock.dueAt;
  const breachedAt = clock.breachedAt ?? (isLate ? clock.dueAt : null);
  return { ...clock, usedMs, runningSince: null, dueAt: null, breachedAt, nextAt: null };
}

function resumed(clock: Clock, applied: AppliedPolicy | null, at: Date): Clock {
  if (clock.stoppedAt || clock.runningSince) return clock;
  const running = { ...clock, runningSince: later(clock.startedAt, at) };
  const calendar = applied?.calendar ?? null;
  const dueAt = clock.breachedAt ?? reaches(running, calendar, 100);
  return { ...running, dueAt, nextAt: nextWarning(running, calendar) };
}

/** When a running clock has its next level to tell; null once it is breached. */
export function nextWarning(clock: Clock, calendar: AppliedPolicy["calendar"]): Date | null {
  const level = warningLevels.find((percent) => percent > clock.warned);
  return level ? reaches(clock, calendar, level) : null;
}

/** A clock that begins with an event begins at its time; one that goes on does so now. */
function later(startedAt: Date, at: Date): Date {
  return startedAt > at ? startedAt : at;
}
