/** Names one person for a ticket that somebody must go on with: nobody is left out because no rule calls anybody. Reads only. */
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import { page } from "#db/schema/oncall";
import { queue, queueMember, user } from "#db/schema/team";
import { presence, ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { bySay, callable, membersOf, peopleOf } from "../paging/people";
import { chains, onCallOverview, pageRules } from "../queries";
import { byPriority, ruleFor } from "../rules";
import type { NextPerson } from "./model";

const hour = 3_600_000;
/** Of the newest tickets of a queue so many tell who answers there. */
const looked = 500;

type Subject = Pick<typeof ticket.$inferSelect, "id" | "assigneeId" | "queueId" | "category" | "priority">;
type Found = Omit<NextPerson, "name">;
type Case = { subject: Subject; isCallable: (userId: string) => boolean };

/**
 * The first of: who has the ticket, who is called for it, who is on call, who leads its queue, who answered most tickets like
 * it and is at work, who has the most to say. Only people who see the ticket and may answer it; null where there is none.
 * Whoever handed it over last comes only where there is nobody else. Throws `not_found`.
 */
export async function nextPerson(ctx: Ctx, ticketId: number): Promise<NextPerson | null> {
  const [subject] = await ctx.db
    .select({
      id: ticket.id,
      assigneeId: ticket.assigneeId,
      queueId: ticket.queueId,
      category: ticket.category,
      priority: ticket.priority,
    })
    .from(ticket)
    .where(eq(ticket.id, ticketId));
  if (!subject) throw new AppError("not_found", `There is no ticket ${ticketId}.`);
  const isCallable = await callable(ctx, { ticketId });
  const by = await handedOverBy(ctx, subject);
  const isOther = (userId: string) => userId !== by && isCallable(userId);
  const found =
    (await firstOf(ctx, { subject, isCallable: isOther })) ??
    (by === null ? null : await firstOf(ctx, { subject, isCallable }));
  if (!found) return null;
  const [person] = await ctx.db.select({ name: user.name }).from(user).where(eq(user.id, found.userId));
  return person ? { ...found, name: person.name } : null;
}

const ladder = [holder, called, onCall, queueLead, whoAnswers, inCharge];

async function firstOf(ctx: Ctx, about: Case): Promise<Found | null> {
  for (const find of ladder) {
    const found = await find(ctx, about);
    if (found) return found;
  }
  return null;
}

/** Who gave away a ticket that nobody has. */
async function handedOverBy(ctx: Ctx, { id, assigneeId }: Subject): Promise<string | null> {
  if (assigneeId !== null) return null;
  const [last] = await ctx.db
    .select({ by: ticketEvent.actorId })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.ticketId, id), eq(ticketEvent.kind, "handover")))
    .orderBy(desc(ticketEvent.id))
    .limit(1);
  return last?.by ?? null;
}

async function holder(_: Ctx, { subject: { assigneeId }, isCallable }: Case): Promise<Found | null> {
  const isThere = assigneeId !== null && isCallable(assigneeId);
  return isThere ? { userId: assigneeId, ground: "has_it", why: "has this ticket" } : null;
}

/** Whoever acknowledged the page that stands, or is left with it. */
async function called(ctx: Ctx, { subject, isCallable }: Case): Promise<Found | null> {
  const [current] = await ctx.db
    .select({ ownerId: page.ownerId, status: page.status })
    .from(page)
    .where(and(eq(page.ticketId, subject.id), ne(page.status, "resolved")))
    .orderBy(desc(page.id))
    .limit(1);
  const userId = current?.ownerId;
  if (!userId || !isCallable(userId)) return null;
  const why =
    current.status === "acknowledged" ? "acknowledged its page" : "is the last who was paged for it";
  return { userId, ground: "called", why };
}

/** By the rule for a hand-over; where none is set, of all who are on call a member of its queue before the others. */
async function onCall(ctx: Ctx, { subject, isCallable }: Case): Promise<Found | null> {
  const [rules, all, schedules, members] = await Promise.all([
    pageRules(ctx),
    chains(ctx),
    onCallOverview(ctx),
    membersOf(ctx, subject.queueId),
  ]);
  const rule = ruleFor(rules, {
    cause: "handover",
    queueId: subject.queueId,
    urgency: byPriority[subject.priority],
  });
  for (const { targets } of all.find(({ id }) => id === rule?.chainId)?.steps ?? []) {
    const [userId] = await peopleOf(ctx, targets, isCallable);
    if (userId) return { userId, ground: "on_call", why: shiftWords(schedules, userId) ?? "is called first" };
  }
  const level = (scheduleId: number) => firstLevel(all, scheduleId);
  const shifts = schedules
    .toSorted((a, b) => level(a.scheduleId) - level(b.scheduleId))
    .flatMap(({ now }) => now.userIds)
    .filter(isCallable);
  const userId = shifts.find((id) => members.includes(id)) ?? shifts[0];
  const why = userId && shiftWords(schedules, userId);
  return userId && why ? { userId, ground: "on_call", why } : null;
}

/** The earliest level on which a chain calls a schedule; behind all of them where none does. */
function firstLevel(all: Awaited<ReturnType<typeof chains>>, scheduleId: number): number {
  const levels = all.map(({ steps }) =>
    steps.findIndex(({ targets }) =>
      targets.some(({ kind, id }) => kind === "schedule" && Number(id) === scheduleId),
    ),
  );
  return Math.min(...levels.filter((level) => level >= 0), Number.MAX_SAFE_INTEGER);
}

function shiftWords(schedules: Awaited<ReturnType<typeof onCallOverview>>, userId: string): string | null {
  const schedule = schedules.find(({ now }) => now.userIds.includes(userId));
  return schedule ? `is on call (${schedule.name})` : null;
}

/** A lead among the members of its queue: one who is at work before one who is not, then the longest-standing. */
async function queueLead(ctx: Ctx, { subject: { queueId }, isCallable }: Case): Promise<Found | null> {
  if (queueId === null) return null;
  const leads = await ctx.db
    .select({ id: user.id, queueName: queue.name })
    .from(queueMember)
    .innerJoin(user, eq(user.id, queueMember.userId))
    .innerJoin(queue, eq(queue.id, queueMember.queueId))
    .where(and(eq(queueMember.queueId, queueId), eq(user.role, "lead")))
    .orderBy(asc(user.createdAt), asc(user.id));
  const able = leads.filter(({ id }) => isCallable(id));
  const working = able.length > 1 ? await atWork(ctx) : new Set<string>();
  const lead = able.find(({ id }) => working.has(id)) ?? able[0];
  return lead ? { userId: lead.id, ground: "queue_lead", why: `leads the queue ${lead.queueName}` } : null;
}

/** Of those at work, who answered most of the newest tickets of its queue, those of its category counting first. */
async function whoAnswers(ctx: Ctx, { subject, isCallable }: Case): Promise<Found | null> {
  const working = [...(await atWork(ctx))].filter(isCallable);
  if (working.length === 0) return null;
  const alike = sql`(
    select ${ticket.id}, ${ticket.category} is not distinct from ${subject.category} as is_alike from ${ticket}
    where ${ticket.queueId} is not distinct from ${subject.queueId} and ${ticket.id} <> ${subject.id}
    order by ${ticket.lastEventAt} desc limit ${looked})`;
  const [most] = await ctx.db.execute<{ userId: string; alike: number; answered: number }>(sql`
    select event.actor_id as "userId",
      count(distinct event.ticket_id) filter (where near.is_alike)::float8 as alike,
      count(distinct event.ticket_id)::float8 as answered
    from ${alike} near join ${ticketEvent} event on event.ticket_id = near.id
    where event.kind = 'analyst_reply' and event.actor_id = any(${sql.param(working)}::text[])
    group by event.actor_id order by alike desc, answered desc, event.actor_id limit 1`);
  if (!most) return null;
  const counted = most.alike || most.answered;
  const such = counted === 1 ? "a ticket like this" : `${counted} tickets like this`;
  return { userId: most.userId, ground: "answers", why: `is at work and has answered ${such}` };
}

/** Who looked at a ticket or did something on one within the hour. */
async function atWork(ctx: Ctx): Promise<Set<string>> {
  const since = new Date(ctx.now().getTime() - hour).toISOString();
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select user_id as id from ${presence} where seen_at > ${since}
    union
    select actor_id from ${ticketEvent} where recorded_at > ${since} and at > ${since} and actor_kind = 'analyst'
      and actor_id is not null`);
  return new Set(rows.map(({ id }) => id));
}

const roleWords = { lead: "a lead", admin: "an administrator", analyst: "the longest on the team" } as const;

/** Whoever has the most to say: of those at work where there is one, then the longest-standing. */
async function inCharge(ctx: Ctx, { isCallable }: Case): Promise<Found | null> {
  const people = await ctx.db
    .select({ id: user.id, role: user.role })
    .from(user)
    .orderBy(bySay, asc(user.createdAt), asc(user.id));
  const able = people.filter(({ id }) => isCallable(id));
  const working = await atWork(ctx);
  const person = able.find(({ id }) => working.has(id)) ?? able[0];
  if (!person || person.role === "viewer") return null;
  const isHere = working.has(person.id) ? " and at work" : "";
  return { userId: person.id, ground: "in_charge", why: `is ${roleWords[person.role]}${isHere}` };
}
