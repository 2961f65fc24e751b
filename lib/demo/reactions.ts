/** Customers who go on: they answer, thank, complain or ask again, and alerts resolve; each once, found from what stands on the tickets. */

import { and, asc, eq, inArray } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { ticket, ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { activeEvents } from "#lib/tickets/active-events";
import { recordEvent } from "#lib/tickets/commands";
import { activeStatuses } from "#lib/tickets/model";
import { typed } from "#lib/tickets/stored-event";
import { isMended } from "./automation/answer";
import { demoSource } from "./history";
import { alertEvent, messageEvent } from "./live-events";
import { type Case, caseOf } from "./story/case";
import { afterReply, firesFor, type ReactionKind, whileWaiting } from "./story/reaction";

type Row = ReturnType<typeof typed<typeof ticketEvent.$inferSelect>>;

/** Lets everybody react whose time has come. */
export async function react(ctx: Ctx): Promise<void> {
  const open = await ctx.db
    .select({ ticket, customer })
    .from(ticket)
    .leftJoin(customer, eq(customer.id, ticket.customerId))
    .where(and(eq(ticket.source, demoSource), inArray(ticket.status, activeStatuses)));
  if (open.length === 0) return;
  const rows = await ctx.db
    .select()
    .from(ticketEvent)
    .where(
      inArray(
        ticketEvent.ticketId,
        open.map(({ ticket: { id } }) => id),
      ),
    )
    .orderBy(asc(ticketEvent.id));
  const events = new Map<number, Row[]>(open.map(({ ticket: { id } }) => [id, []]));
  for (const row of rows) events.get(row.ticketId)?.push(typed(row));
  for (const one of open) await reactOn(ctx, one, activeEvents(events.get(one.ticket.id) ?? []));
}

type Open = { ticket: typeof ticket.$inferSelect; customer: typeof customer.$inferSelect | null };

async function reactOn(ctx: Ctx, { ticket: of, customer: asks }: Open, events: Row[]): Promise<void> {
  // What answers by itself has read nothing.
  const last = events.findLast(
    ({ kind, externalId }) => spoken.has(kind) && !kindOf(externalId).includes("automatic"),
  );
  if (!last || of.externalId === null) return;
  const place = { ticketExternalId: of.externalId, at: ctx.now() };
  const isDue = (seconds: number) => ctx.now().getTime() >= last.at.getTime() + seconds * 1000;
  if (last.kind === "alert_firing") {
    const seconds = firesFor(of.externalId);
    const { fingerprint = "", labels = {}, annotations = {} } = last.data;
    // What the sample automation acts on fires until somebody has mended it.
    const isOver = labels.service ? await isMended(ctx, labels.service) : seconds !== null && isDue(seconds);
    if (!isOver) return;
    const externalId = `after/${last.id}/resolved`;
    await recordEvent(
      ctx,
      alertEvent({ ...place, externalId }, "resolved", { fingerprint, labels, annotations }),
    );
    return;
  }
  if (last.kind === "alert_resolved" || !asks) return;
  const moment = `${of.externalId}/${events.filter(({ kind }) => spoken.has(kind)).length}`;
  const said = { moment, text: last.body, before: events.flatMap(({ externalId }) => kindOf(externalId)) };
  const next = last.kind === "analyst_reply" ? afterReply(madeUp(of.externalId), said) : whileWaiting(said);
  if (!next || !isDue(next.afterSeconds)) return;
  const writer = {
    key: asks.externalId ?? "",
    name: asks.name,
    email: asks.email ?? "",
    company: asks.company ?? "",
  };
  const externalId = `after/${last.id}/${next.kind}`;
  await recordEvent(ctx, messageEvent({ ...place, externalId }, writer, next.body));
}

/** What somebody outside said, or was told. */
const spoken = new Set(["customer_message", "analyst_reply", "alert_firing", "alert_resolved"]);

/** The case behind a ticket; null for one that is told by hand. */
function madeUp(externalId: string): Case | null {
  return externalId.startsWith("arrival/") ? caseOf(externalId) : null;
}

function kindOf(externalId: string | null): ReactionKind[] {
  const [, kind] = /^after\/\d+\/(\w+)$/.exec(externalId ?? "") ?? [];
  return kind && kind !== "resolved" ? [kind as ReactionKind] : [];
}
