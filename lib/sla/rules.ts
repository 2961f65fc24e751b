/** Which policy holds for a ticket, and how its time is counted. Pure. */
import {
  type Clock,
  type ReminderDelay,
  type SlaPolicies,
  type SlaPolicy,
  type Target,
  usualHours,
  usualPolicies,
  usualReminderDelay,
  type WorkHours,
  warningLevels,
} from "./model";
import { addWorkingTime, workingTimeBetween } from "./working-hours";

/** What time is counted by: the team's hours and reminder delay, its policies, and the plan of who asks. */
export type Terms = {
  hours: WorkHours;
  reminderDelay: ReminderDelay;
  policies: SlaPolicies["policies"];
  plan: string | null;
};

/** The terms of an installation in which nobody has set any. */
export const usualTerms: Terms = {
  hours: usualHours,
  reminderDelay: usualReminderDelay,
  policies: usualPolicies.policies,
  plan: null,
};

/** What counts for a ticket; `calendar` null: every hour counts. */
export type AppliedPolicy = { policy: SlaPolicy; target: Target; calendar: WorkHours | null };

/** The first policy that holds for the ticket; the last one holds for all. Null where there is none. */
export function policyFor(
  { hours, policies, plan }: Terms,
  ticket: { queueId: number | null; priority: keyof SlaPolicy["targets"] },
): AppliedPolicy | null {
  const policy = policies.find(
    ({ queueIds, plans }) =>
      (queueIds.length === 0 || (ticket.queueId !== null && queueIds.includes(ticket.queueId))) &&
      (plans.length === 0 || plans.some((name) => isSamePlan(name, plan))),
  );
  if (!policy) return null;
  const target = policy.targets[ticket.priority];
  return { policy, target, calendar: target.roundTheClock ? null : (policy.hours ?? hours) };
}

/** Plans are written by people and by senders. */
function isSamePlan(name: string, plan: string | null): boolean {
  return plan !== null && name.trim().toLowerCase() === plan.trim().toLowerCase();
}

/** The instant at which `duration` has passed since `from`. */
export function addTime(calendar: WorkHours | null, from: Date, duration: number): Date {
  return calendar ? addWorkingTime(calendar, from, duration) : new Date(from.getTime() + duration);
}

/** The time that has passed from one instant to a later one; 0 where it is not later. */
export function timeBetween(calendar: WorkHours | null, from: Date, until: Date): number {
  return calendar ? workingTimeBetween(calendar, from, until) : Math.max(0, until.getTime() - from.getTime());
}

/** The time a clock has used by `at`. */
export function usedBy({ usedMs, runningSince }: Clock, calendar: WorkHours | null, at: Date): number {
  return usedMs + (runningSince ? timeBetween(calendar, runningSince, at) : 0);
}

/** When a running clock will have used a share of its time, in percent; null for one that rests. */
export function reaches(
  { usedMs, runningSince, targetMs }: Clock,
  calendar: WorkHours | null,
  percent: number,
): Date | null {
  if (!runningSince) return null;
  const left = Math.ceil((targetMs * percent) / 100) - usedMs;
  return left > 0 ? addTime(calendar, runningSince, left) : runningSince;
}

/** The highest level a running clock has reached by `at`; 0 for none. */
export function levelBy(clock: Clock, calendar: WorkHours | null, at: Date): Clock["warned"] {
  const used = usedBy(clock, calendar, at);
  return warningLevels.findLast((level) => used >= Math.ceil((clock.targetMs * level) / 100)) ?? 0;
}
