/** The one place that decides whose tickets are whose: which queues are hidden from whom, and the refusal of what is. */
import { type SQL, sql } from "drizzle-orm";
import { type Actor, actorCtx, type Ctx, hiding, isHiding, poolOf } from "./context";
import { AppError } from "./errors";

/**
 * The context of a person or a key: whatever it reads leaves out the tickets of restricted queues they are no member of.
 * A key sees with the eyes of who made it, and only with the scope `restricted.read`.
 */
export async function ctxOfActor(actor: Actor): Promise<Ctx> {
  return seeingAsAllowed(actorCtx(actor));
}

/** The context as its actor may see it now. */
export async function seeingAsAllowed(ctx: Ctx): Promise<Ctx> {
  const full = { ...ctx, db: poolOf(ctx) };
  return hiding(full, await hiddenFrom(full));
}

/** Ids of the queues whose tickets an actor must not see. Connectors, jobs and the agent see all. */
export async function hiddenFrom(ctx: Ctx): Promise<number[]> {
  const { actor } = ctx;
  if (actor.kind === "user") return restrictedQueues(ctx, memberOf(sql`${actor.id}`));
  if (actor.kind !== "api_key") return [];
  if (!actor.scopes.includes("restricted.read")) return restrictedQueues(ctx, sql`false`);
  return restrictedQueues(
    ctx,
    memberOf(sql`(select created_by from api_key where id = ${Number(actor.id)})`),
  );
}

/**
 * Selects the queues whose tickets the agent must not see while it works on a ticket: of restricted queues it reads that
 * of the ticket alone, so that nothing of the others is said on it.
 */
export function restrictedElsewhere(ownQueueId: SQL): SQL {
  return sql`select id from queue where is_restricted and id is distinct from ${ownQueueId}`;
}

/** Tells of people whether they may see a ticket now: of a restricted queue only its members do. */
export async function whoSees({ db }: Ctx, ticketId: number): Promise<(userId: string) => boolean> {
  const [place] = await db.execute<{ members: string[] }>(sql`
    select array(select user_id from queue_member where queue_id = queue.id) as members
    from queue where is_restricted and id = (select queue_id from ticket where id = ${ticketId})`);
  if (!place) return () => true;
  const members = new Set(place.members);
  return (userId) => members.has(userId);
}

/** Of some tickets those whose context's actor sees them, by their ids. */
export async function seenTickets(ctx: Ctx, ticketIds: readonly number[]): Promise<Set<number>> {
  const rows = await ctx.db.execute<{ id: number }>(
    sql`select id::float8 as id from ticket where id = any(${sql.param(ticketIds)}::bigint[])`,
  );
  return new Set(rows.map(({ id }) => id));
}

async function restrictedQueues(ctx: Ctx, except: SQL): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(
    sql`select id::float8 as id from queue where is_restricted and not ${except}`,
  );
  return rows.map(({ id }) => id);
}

function memberOf(userId: SQL): SQL {
  return sql`exists (select from queue_member where queue_id = queue.id and user_id = ${userId})`;
}

/** What an input may name that belongs to a ticket, and the table in which it is looked up. */
export const namesOfHidden: Readonly<Record<string, string | ((beside: object) => string)>> = {
  ticketId: "ticket",
  ticketIds: "ticket",
  exceptTicketId: "ticket",
  eventId: "ticket_event",
  seenEventId: "ticket_event",
  suggestionId: "suggestion",
  decisionId: "decision",
  agentRunId: "agent_run",
  investigationId: "investigation",
  questionId: "ticket_question",
  runId: "action_run",
  pageId: "page",
  incidentId: "incident",
  commitmentId: "commitment",
  noticeIds: "incident_notice",
  postId: "status_post",
  customerId: "customer",
  fromId: "customer",
  intoId: (beside) => ("incidentId" in beside ? "incident" : "customer"),
};

/**
 * Refuses an input that names something its sender does not see, with the words of what is not there. What exists
 * nowhere is left to the command, which says so itself.
 */
export async function refuseHidden(ctx: Ctx, input: unknown): Promise<void> {
  if (!isHiding(ctx)) return;
  const named = [...idsIn(input)];
  if (named.length === 0) return;
  const full = { ...ctx, db: poolOf(ctx) };
  const [seen, there] = await Promise.all([found(ctx, named), found(full, named)]);
  if (seen === there) return;
  throw new AppError("not_found", "This does not exist, or is not for you to see.");
}

type Named = { table: string; id: number };

async function found({ db }: Ctx, named: readonly Named[]): Promise<number> {
  const counts = named.map(
    ({ table, id }) => sql`(select count(*) from ${sql.identifier(table)} where id = ${id})`,
  );
  const [row] = await db.execute<{ count: number }>(
    sql`select (${sql.join(counts, sql` + `)})::float8 as count`,
  );
  return row?.count ?? 0;
}

function* idsIn(input: unknown): Generator<Named> {
  if (typeof input !== "object" || input === null) return;
  for (const [name, value] of Object.entries(input)) {
    const of = namesOfHidden[name];
    const table = typeof of === "function" ? of(input) : of;
    if (table) for (const id of [value].flat()) if (isId(id)) yield { table, id: Number(id) };
    if (typeof value === "object") yield* idsIn(value);
  }
}

function isId(value: unknown): value is number | string {
  return (typeof value === "number" || typeof value === "string") && Number.isSafeInteger(Number(value));
}
