/** What a decision wrote, as it stands in the tables. */
import { eq, sql } from "drizzle-orm";
import { label } from "#db/schema/suggestions";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";

/** All events of a ticket, oldest first. */
export const eventsOf = (ctx: Ctx, ticketId: number) =>
  ctx.db.select().from(ticketEvent).where(eq(ticketEvent.ticketId, ticketId)).orderBy(ticketEvent.id);

export const labelOfDecision = async (ctx: Ctx, decisionId: number) =>
  (await ctx.db.select().from(label).where(eq(label.decisionId, decisionId)))[0];

export const ticketRow = async (ctx: Ctx, ticketId: number) =>
  (await ctx.db.select().from(ticket).where(eq(ticket.id, ticketId)))[0];

/** How a job stands, undefined where there is none. */
export const jobStatus = async (ctx: Ctx, id: string) =>
  (
    await ctx.db.execute<{ status: string }>(
      sql`select status from dbos.workflow_status where workflow_uuid = ${id}`,
    )
  )[0]?.status;
