/** Reads about major incidents: who is touched, what they are told, what was changed about that time. */
import { and, desc, eq, gte, inArray, lte, ne } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { incident, incidentEvent, incidentTicket } from "#db/schema/incidents";
import { incidentNotice, statusPost } from "#db/schema/major";
import { metricChange } from "#db/schema/metrics";
import { suggestion } from "#db/schema/suggestions";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { putAwayBy } from "./advance";
import { untold } from "./affected";
import {
  type Affected,
  type ChangeShown,
  type MajorDetail,
  MajorOfTicket,
  type Notice,
  type NoticeState,
  Suspicion,
} from "./model";
import { whose } from "./reports";

const mostShown = 500;
/** What was changed so long before an incident began, or after, is shown with it. */
const before = 2 * 3_600_000;
const after = 3_600_000;

/** What an incident's page shows of its customers; throws `not_found`. */
export async function majorDetail(ctx: Ctx, incidentId: number): Promise<MajorDetail> {
  const [row] = await ctx.db.select().from(incident).where(eq(incident.id, incidentId));
  if (!row) throw new AppError("not_found", `There is no incident ${incidentId}.`);
  const [[carrier], [suspected], affected, notices, posts, changes, waiting] = await Promise.all([
    ctx.db
      .select({ status: ticket.status })
      .from(ticket)
      .where(eq(ticket.id, row.ticketId ?? -1)),
    ctx.db
      .select({ data: incidentEvent.data })
      .from(incidentEvent)
      .where(and(eq(incidentEvent.incidentId, incidentId), eq(incidentEvent.kind, "suspected")))
      .orderBy(desc(incidentEvent.id))
      .limit(1),
    affectedOf(ctx, incidentId),
    noticesOf(ctx, incidentId),
    ctx.db
      .select()
      .from(statusPost)
      .where(eq(statusPost.incidentId, incidentId))
      .orderBy(desc(statusPost.id))
      .limit(100),
    changesAround(ctx, row),
    row.status === "resolved" ? [] : untold(ctx, row),
  ]);
  const suspicion = Suspicion.safeParse(suspected?.data);
  return {
    state: row.major,
    isOver: row.status === "resolved" || carrier?.status === "solved" || carrier?.status === "closed",
    suspicion: suspicion.success ? suspicion.data : null,
    affected,
    notices,
    posts,
    changes,
    untold: waiting.length,
  };
}

/** The major incident a ticket belongs to, or one that is not over and says the same; null for none. */
export async function majorOfTicket(ctx: Ctx, ticketId: number): Promise<MajorOfTicket | null> {
  const [found] = await ctx.db
    .select({
      incidentId: incident.id,
      title: incident.title,
      state: incidentTicket.state,
      reason: incidentTicket.reason,
    })
    .from(incidentTicket)
    .innerJoin(incident, eq(incident.id, incidentTicket.incidentId))
    .where(
      and(
        eq(incidentTicket.ticketId, ticketId),
        ne(incidentTicket.state, "declined"),
        inArray(incident.major, ["proposed", "confirmed"]),
        inArray(incident.status, ["open", "settling"]),
      ),
    )
    .orderBy(incidentTicket.state, desc(incident.id))
    .limit(1);
  return found ? MajorOfTicket.parse(found) : null;
}

async function affectedOf(ctx: Ctx, incidentId: number): Promise<Affected[]> {
  const rows = await ctx.db
    .select({
      ticketId: ticket.id,
      subject: ticket.subject,
      status: ticket.status,
      customerName: customer.name,
      company: customer.company,
      whose,
      state: incidentTicket.state,
      reason: incidentTicket.reason,
    })
    .from(incidentTicket)
    .innerJoin(ticket, eq(ticket.id, incidentTicket.ticketId))
    .leftJoin(customer, eq(customer.id, ticket.contactId))
    .where(and(eq(incidentTicket.incidentId, incidentId), ne(incidentTicket.state, "declined")))
    .orderBy(incidentTicket.ticketId)
    .limit(mostShown);
  return rows.flatMap(({ state, ...row }) => (state === "declined" ? [] : [{ ...row, state }]));
}

const stateAfter: Record<string, NoticeState> = {
  open: "open",
  accepted: "sent",
  edited: "sent",
  rejected: "refused",
};

async function noticesOf(ctx: Ctx, incidentId: number): Promise<Notice[]> {
  const rows = await ctx.db
    .select({
      notice: incidentNotice,
      name: customer.name,
      company: customer.company,
      status: suggestion.status,
    })
    .from(incidentNotice)
    .leftJoin(customer, eq(customer.id, incidentNotice.customerId))
    .leftJoin(suggestion, eq(suggestion.id, incidentNotice.suggestionId))
    .where(eq(incidentNotice.incidentId, incidentId))
    .orderBy(incidentNotice.id)
    .limit(mostShown);
  return rows.map(({ notice, name, company, status }) => ({
    id: notice.id,
    round: notice.round,
    customerName: name ?? "Customer",
    company,
    ticketId: notice.ticketId,
    text: notice.text,
    hello: notice.text.slice(0, Math.max(0, notice.text.indexOf("\n\n"))),
    language: notice.language,
    state: status ? (stateAfter[status] ?? "outdated") : stateOf(notice),
    why: notice.why,
  }));
}

/** Of one without a proposal: it waits, a person put it away, or it was over before anybody did. */
function stateOf({ ticketId, refusedAt, refusedBy }: typeof incidentNotice.$inferSelect): NoticeState {
  if (refusedAt) return refusedBy === putAwayBy ? "outdated" : "refused";
  return ticketId === null ? "open" : "outdated";
}

async function changesAround(
  ctx: Ctx,
  { startsAt, service }: typeof incident.$inferSelect,
): Promise<ChangeShown[]> {
  const rows = await ctx.db
    .select()
    .from(metricChange)
    .where(
      and(
        gte(metricChange.at, new Date(startsAt.getTime() - before)),
        lte(metricChange.at, new Date(startsAt.getTime() + after)),
      ),
    )
    .orderBy(metricChange.at)
    .limit(50);
  return rows.map(({ id, title, at, link, service: of }) => ({
    id,
    title,
    at,
    link,
    isSameService: of !== null && of === service,
  }));
}
