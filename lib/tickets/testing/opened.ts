/** A ticket typed in by hand on a Monday morning, and the jobs that follow from it. */
import { sql } from "drizzle-orm";
import type { Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { openTicket } from "../commands";

export const monday = new Date("2026-03-02T10:00:00Z");

/** The same context some seconds later. */
export const later = (ctx: Ctx, seconds: number): Ctx => {
  const at = new Date(ctx.now().getTime() + seconds * 1000);
  return { ...ctx, now: () => at };
};

/** The ticket. */
export async function opened(ctx: Ctx, text = "The disk of node 3 is full.") {
  const customer = { name: "Lena Aasen", email: `${unique("lena")}@x.example` };
  return (await openTicket(ctx, { subject: "Disk full", text, customer })).ticket;
}

/** The jobs of a ticket, each with its state. */
export const jobs = async (ctx: Ctx, ticketId: number) => {
  const rows = await ctx.db.execute<{ name: string; status: string }>(sql`
    select name, status from dbos.workflow_status where queue_partition_key = ${String(ticketId)} order by name`);
  return rows.map(({ name, status }) => `${name} ${status}`);
};
