/** Reads about incidents. */
import { and, desc, eq, inArray, isNull, lt, ne, sql } from "drizzle-orm";
import { customer } from "#db/schema/customers";
import { incident, incidentAlert, incidentEvent, incidentTicket } from "#db/schema/incidents";
import { alert, alertEpisode } from "#db/schema/signals";
import { suggestion } from "#db/schema/suggestions";
import { user } from "#db/schema/team";
import { ticket } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { likelyOrigin } from "#lib/topology/origin";
import { serviceGraph } from "#lib/topology/queries";
import { componentOf, serviceNameOf } from "./identity";
import type {
  Incident,
  IncidentDetail,
  IncidentStatus,
  IncidentsPage,
  IncidentTicket,
  IncidentView,
  Member,
} from "./model";

const pageSize = 50;
/** Most alerts of an incident that its page shows. */
const mostMembers = 300;

/** Who solves an incident's ticket says that it is over, whatever still fires; an alert told of again opens the ticket, and it. */
const isFinished = sql`coalesce(${ticket.status} in ('solved', 'closed'), false)`;
const status = sql<IncidentStatus>`case when ${isFinished} and ${incident.status} in ('open', 'settling')
  then 'resolved' else ${incident.status} end`;

const columns = {
  id: incident.id,
  title: incident.title,
  status,
  severity: incident.severity,
  service: incident.service,
  startsAt: incident.startsAt,
  resolvedAt:
    sql<Date | null>`coalesce(${incident.resolvedAt}, case when ${isFinished} then ${ticket.solvedAt} end)`.mapWith(
      incident.resolvedAt,
    ),
  members: incident.members,
  firing: incident.firing,
  tickets: sql<number>`(select count(*)::int from incident_ticket
    where incident_id = "incident"."id" and state <> 'declined')`,
  ticketId: incident.ticketId,
  ownerName: user.name,
  major: incident.major,
};

/** Incidents, the newest first, so that a row keeps its place while it is looked at. */
export async function incidentsPage(
  ctx: Ctx,
  { view, before }: { view: IncidentView; before?: number | undefined },
): Promise<IncidentsPage> {
  const statuses = {
    active: ["open", "settling"],
    resolved: ["resolved"],
    all: ["open", "settling", "resolved"],
  } as const;
  const rows: Incident[] = await ctx.db
    .select(columns)
    .from(incident)
    .leftJoin(ticket, eq(ticket.id, incident.ticketId))
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .where(
      and(inArray(status, [...statuses[view]]), before === undefined ? undefined : lt(incident.id, before)),
    )
    .orderBy(desc(incident.id))
    .limit(pageSize);
  return { rows, next: rows.length === pageSize ? (rows.at(-1)?.id ?? null) : null };
}

/** What the sources of alerts are called, as they called themselves last; who opened no incident keeps its key. */
export async function sourceNames(ctx: Ctx, sources: readonly string[]): Promise<(source: string) => string> {
  const rows =
    sources.length === 0
      ? []
      : await ctx.db
          .selectDistinctOn([incident.source], { source: incident.source, name: incident.sourceName })
          .from(incident)
          .where(inArray(incident.source, [...new Set(sources)]))
          .orderBy(incident.source, desc(incident.openedAt));
  const names = new Map(rows.map(({ source, name }) => [source, name]));
  return (source) => names.get(source) ?? source;
}

/** One incident with what belongs to it; throws `not_found`. */
export async function incidentById(ctx: Ctx, id: number): Promise<IncidentDetail> {
  const [found] = await ctx.db
    .select({ ...columns, mergedInto: incident.mergedInto, sourceName: incident.sourceName })
    .from(incident)
    .leftJoin(ticket, eq(ticket.id, incident.ticketId))
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .where(eq(incident.id, id));
  if (!found) throw new AppError("not_found", `There is no incident ${id}.`);
  const [members, tickets, events] = await Promise.all([
    membersOf(ctx, id),
    ticketsOf(ctx, id, found.ticketId),
    ctx.db
      .select()
      .from(incidentEvent)
      .where(eq(incidentEvent.incidentId, id))
      .orderBy(incidentEvent.at, incidentEvent.id)
      .limit(500),
  ]);
  return { incident: found, members, tickets, events, origin: await originOf(ctx, members) };
}

/** Where it is likely to have begun, by who depends on whom. */
async function originOf(ctx: Ctx, members: readonly Member[]): Promise<IncidentDetail["origin"]> {
  const map = await serviceGraph(ctx);
  const inOrder = members.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return (
    map &&
    likelyOrigin(
      map.graph,
      inOrder.flatMap((one) => serviceNameOf(componentOf(one).what) ?? []),
    )
  );
}

/** The incident a ticket belongs to, or carries; null for none. */
export async function incidentOfTicket(ctx: Ctx, ticketId: number): Promise<Incident | null> {
  const [found] = await ctx.db
    .select(columns)
    .from(incident)
    .leftJoin(ticket, eq(ticket.id, incident.ticketId))
    .leftJoin(user, eq(user.id, ticket.assigneeId))
    .where(
      and(
        ne(incident.status, "merged"),
        sql`(${incident.ticketId} = ${ticketId} or ${incident.id} in
          (select incident_id from incident_ticket where ticket_id = ${ticketId} and state = 'joined'))`,
      ),
    )
    .limit(1);
  return found ?? null;
}

async function membersOf(ctx: Ctx, id: number): Promise<Member[]> {
  const rows = await ctx.db
    .select({ alert, joinedAt: incidentAlert.joinedAt, reason: incidentAlert.reason })
    .from(incidentAlert)
    .innerJoin(alert, eq(alert.id, incidentAlert.alertId))
    .where(and(eq(incidentAlert.incidentId, id), isNull(incidentAlert.leftAt)))
    .orderBy(alert.state, incidentAlert.id)
    .limit(mostMembers);
  const ids = rows.map((row) => row.alert.id);
  const episodes = ids.length
    ? await ctx.db
        .select()
        .from(alertEpisode)
        .where(inArray(alertEpisode.alertId, ids))
        .orderBy(alertEpisode.startsAt)
        .limit(3_000)
    : [];
  return rows.map(({ alert: one, ...place }) => ({
    ...one,
    ...place,
    episodes: episodes.filter(({ alertId }) => alertId === one.id),
  }));
}

async function ticketsOf(ctx: Ctx, id: number, carrierId: number | null): Promise<IncidentTicket[]> {
  const joined = await ctx.db
    .select({ ticketId: incidentTicket.ticketId })
    .from(incidentTicket)
    .where(and(eq(incidentTicket.incidentId, id), eq(incidentTicket.state, "joined")))
    .orderBy(incidentTicket.joinedAt)
    .limit(500);
  const ids = [...(carrierId === null ? [] : [carrierId]), ...joined.map(({ ticketId }) => ticketId)];
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .select({
      id: ticket.id,
      subject: ticket.subject,
      status: ticket.status,
      customerName: customer.name,
      proposal: sql<
        string | null
      >`(select kind from ${suggestion} as open where open.ticket_id = "ticket"."id"
        and open.status = 'open' order by open.id desc limit 1)`,
    })
    .from(ticket)
    .leftJoin(customer, eq(customer.id, ticket.customerId))
    .where(inArray(ticket.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((ticketId) => {
    const row = byId.get(ticketId);
    return row ? [{ ...row, isCarrier: ticketId === carrierId }] : [];
  });
}
