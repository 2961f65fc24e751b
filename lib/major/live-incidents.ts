/** The incidents a customer's message may be about: those that go on or ended a moment ago, with the words they are known by. */
import { and, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { incident, incidentAlert, incidentTicket } from "#db/schema/incidents";
import { alert } from "#db/schema/signals";
import { serviceOf } from "#lib/incidents/identity";
import type { MajorState } from "#lib/incidents/model";
import { terms } from "#lib/knowledge/terms";
import type { Ctx } from "#lib/platform/context";
import type { ServiceGuess } from "./classify-service";
import type { CustomerReport, Rarity } from "./pair-match";
import { reportsOfTickets } from "./reports";
import { reportTerms } from "./terms";

/** For so long after its end customers write about it. */
const written = 30 * 60_000;
/** Customers are seldom slower than this to write about what began then. */
const oldest = 24 * 3_600_000;
const mostIncidents = 100;
/** A part of a service's name that stands in more than one message of so many says nothing. */
const telling = Math.log(12);

export type LiveIncident = {
  id: number;
  major: MajorState;
  service: string | null;
  startsAt: number;
  /** Words of which one is enough: the parts of its service's name, and what the names of its other services begin with. */
  names: string[];
  /** The messages of its tickets. */
  customerReports: CustomerReport[];
};

/** The incidents a message that arrives now may be about, with their services and customer reports. */
export async function liveIncidents(tx: Ctx): Promise<LiveIncident[]> {
  const since = new Date(tx.now().getTime() - written).toISOString();
  const began = new Date(tx.now().getTime() - oldest).toISOString();
  const rows = await tx.db
    .select()
    .from(incident)
    .where(
      and(
        ne(incident.status, "merged"),
        sql`(${incident.status} <> 'resolved' or ${incident.resolvedAt} > ${since}::timestamptz)`,
        sql`(${incident.major} in ('proposed', 'confirmed') or ${incident.startsAt} > ${began}::timestamptz)`,
      ),
    )
    .orderBy(sql`${incident.id} desc`)
    .limit(mostIncidents);
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const [alerts, tickets] = await Promise.all([
    tx.db
      .selectDistinct({ incidentId: incidentAlert.incidentId, labels: alert.labels })
      .from(incidentAlert)
      .innerJoin(alert, eq(alert.id, incidentAlert.alertId))
      .where(and(inArray(incidentAlert.incidentId, ids), isNull(incidentAlert.leftAt)))
      .limit(2_000),
    tx.db
      .select()
      .from(incidentTicket)
      .where(and(inArray(incidentTicket.incidentId, ids), ne(incidentTicket.state, "declined"))),
  ]);
  const customerReports = await reportsOfTickets(
    tx,
    tickets.map(({ ticketId }) => ticketId),
  );
  return rows.map(({ id, major, service, startsAt }) => {
    const own = new Set(
      tickets.filter(({ incidentId }) => incidentId === id).map(({ ticketId }) => ticketId),
    );
    const services = alerts
      .filter(({ incidentId }) => incidentId === id)
      .flatMap(({ labels }) => serviceOf({ labels }) ?? []);
    return {
      id,
      major,
      service,
      startsAt: startsAt.getTime(),
      names: namesOf(service ?? "", services),
      customerReports: customerReports.filter(({ ticketId }) => own.has(ticketId)),
    };
  });
}

/** Of those that fail with it only the first word counts: what follows ("-api", "-backup") says what kind of thing it is. */
function namesOf(service: string, others: readonly string[]): string[] {
  const first = [...new Set(others)].flatMap((one) => nameTerms([one]).slice(0, 1));
  return [...new Set([...nameTerms([service]), ...first])];
}

/** The words of names of services, as messages have them. */
export function nameTerms(services: readonly string[]): string[] {
  return [
    ...new Set(services.flatMap((service) => reportTerms("", terms(service).filter(isWord).join(" ")))),
  ];
}

/** The incidents a message is about. `isSure`: it names their service or is filed under it; else words that many have point there. */
export type Named = {
  ids: ReadonlySet<number>;
  isSure: boolean;
  /** The service it is about: the one it names, whatever its other words point to. */
  about: ServiceGuess | null;
};

/** The incidents whose services a message names by a word few messages have, or is filed under; where it does neither, those its words point to. */
export function named(
  customerReport: CustomerReport,
  incidents: readonly LiveIncident[],
  rarity: Rarity,
): Named {
  const { terms: words, about } = customerReport;
  const near = incidents.filter(({ startsAt }) => customerReport.at >= startsAt - written);
  const pointed = near.filter(({ service }) => about !== null && about.service === service);
  const sure = near.filter(
    (one) =>
      (about?.sure === 1 && pointed.includes(one)) ||
      one.names.some((name) => rarity(name) > telling && words.includes(name)),
  );
  const [only, ...others] = sure;
  return {
    ids: new Set((sure.length > 0 ? sure : pointed).map(({ id }) => id)),
    isSure: sure.length > 0,
    about: only && others.length === 0 ? { service: only.service ?? `incident ${only.id}`, sure: 1 } : about,
  };
}

/** Whether a message is about the service of an incident: filed or guessed under it, or naming it by a word. */
export function isAbout({ terms: words, about }: CustomerReport, { service, names }: LiveIncident): boolean {
  return (about !== null && about.service === service) || names.some((name) => words.includes(name));
}

function isWord(term: string): boolean {
  return !/[\p{N}._:/-]/u.test(term);
}
