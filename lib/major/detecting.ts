/** Detects major incidents in what customers write: a message joins a known burst, or begins one when others said the same. */
import { sql } from "drizzle-orm";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { cluster, fewestCustomers, joins, membership, type PairMatch } from "./clustering";
import { type IncidentWords, incidentLikelihood } from "./incident-words";
import { type LiveIncident, liveIncidents, type Named, named } from "./live-incidents";
import { type CustomerReport, matchProbability, pairFeatures, type Rarity } from "./pair-match";
import {
  customersWhenDismissed,
  nearestOf,
  propose,
  type Raised,
  type Suggested,
  suggest,
} from "./proposing";
import { readNewReports } from "./report-intake";
import { currentReports, incidentWords, placesOf, rarityOf } from "./reports";
import { customersOf, type Now, suspicionOf } from "./suspicion";

/** A major incident that was dismissed is asked about again once so many times as many customers write. */
const askedAgainAt = 3;

/** Messages at a time: until they are told of, whoever else is at work on this thread or in this database goes on. */
const mostAtOnce = 100;

/**
 * Reads what customers wrote since the last time. One worker does so at a time; what another one reads meanwhile is
 * left to it. Returns the incidents that were proposed as major.
 */
export async function detectMajor(ctx: Ctx): Promise<Raised[]> {
  const raised: Raised[] = [];
  for (let read = mostAtOnce; read === mostAtOnce; ) {
    read = await withTransaction(ctx, async (tx) => {
      const [lock] = await tx.db.execute<{ mine: boolean }>(
        sql`select pg_try_advisory_xact_lock(hashtext('vigil.major')) as mine`,
      );
      if (!lock?.mine) return 0;
      const fresh = await readNewReports(tx, mostAtOnce);
      if (fresh.length > 0) raised.push(...(await runOn(tx, new Set(fresh))));
      return fresh.length;
    });
  }
  return raised;
}

async function runOn(tx: Ctx, fresh: ReadonlySet<number>): Promise<Raised[]> {
  const [current, incidents] = await Promise.all([currentReports(tx), liveIncidents(tx)]);
  const members = incidents.flatMap(({ customerReports }) => customerReports);
  const rarity = await rarityOf(
    tx,
    [...current, ...members].flatMap(({ terms }) => terms),
  );
  const places = await placesOf(
    tx,
    current.map(({ ticketId }) => ticketId),
  );
  const taken = new Set(places.filter(({ state }) => state !== "declined").map(({ ticketId }) => ticketId));
  const declined = new Set(
    places.filter(({ state }) => state === "declined").map((one) => `${one.ticketId} ${one.incidentId}`),
  );
  const words = await incidentWords(tx);
  const namedBy = remembered((customerReport) => named(customerReport, incidents, rarity));
  const matchOf = matchBy(rarity, namedBy, words);
  const now: Now = {
    rarity,
    matchOf,
    current,
    incidentLikelihood: ({ terms }) => incidentLikelihood(terms, words),
  };
  const raised: Raised[] = [];
  const suggested = new Map<number, Suggested[]>();
  for (const message of current.filter(({ id, ticketId }) => fresh.has(id) && !taken.has(ticketId))) {
    // Comparing with all that are known takes a while, and agent runs share this thread.
    await new Promise(setImmediate);
    const home = bestOf(message, candidatesFor(namedBy(message), incidents), matchOf, declined);
    if (home) {
      const joining = { customerReport: message, likeness: home.sure, with: home.with };
      suggested.set(home.incident.id, [...(suggested.get(home.incident.id) ?? []), joining]);
      home.incident.customerReports.push(message);
      taken.add(message.ticketId);
      const again = await askAgain(tx, home.incident, now);
      if (again) raised.push(again);
      continue;
    }
    const pool = current.filter(({ ticketId }) => !taken.has(ticketId));
    const group = cluster(message, pool, matchOf);
    const common = commonIncident(group, incidents, rarity);
    const suspicion = await suspicionOf(tx, group, common, now);
    if (!suspicion) continue;
    const made = await propose(tx, { group, suspicion, incident: common?.id ?? null, matchOf });
    for (const { ticketId } of group) taken.add(ticketId);
    const known = incidents.find(({ id }) => id === made.incidentId);
    if (known)
      Object.assign(known, { major: "proposed", customerReports: [...known.customerReports, ...group] });
    else incidents.push(asLive(made, group));
    raised.push(made);
  }
  for (const [incidentId, found] of suggested) await suggest(tx, incidentId, found);
  return raised;
}

/** What was proposed is at hand for the next message. */
function asLive({ incidentId, service, startsAt }: Raised, group: readonly CustomerReport[]): LiveIncident {
  return { id: incidentId, major: "proposed", service, startsAt, names: [], customerReports: [...group] };
}

/** Who names an incident of alerts belongs to it, or to what only customers told of, and to no other one of alerts. */
function candidatesFor({ ids, isSure }: Named, incidents: readonly LiveIncident[]): LiveIncident[] {
  return incidents.filter(({ id, names }) => !isSure || names.length === 0 || ids.has(id));
}

function matchBy(
  rarity: Rarity,
  namedBy: (customerReport: CustomerReport) => Named,
  words: IncidentWords,
): PairMatch {
  const trouble = remembered(({ terms }) => incidentLikelihood(terms, words));
  return (one, other) =>
    matchProbability(pairFeatures(one, other, rarity, { namedBy, incidentLikelihood: trouble }));
}

/** What is asked of one message many times is worked out once. */
function remembered<Value>(
  work: (customerReport: CustomerReport) => Value,
): (customerReport: CustomerReport) => Value {
  const known = new Map<number, Value>();
  return (customerReport) => {
    const found = known.get(customerReport.id) ?? work(customerReport);
    known.set(customerReport.id, found);
    return found;
  };
}

/** The incident whose messages say what this one says, the surest. */
function bestOf(
  message: CustomerReport,
  incidents: readonly LiveIncident[],
  matchOf: PairMatch,
  declined: ReadonlySet<string>,
): { incident: LiveIncident; sure: number; with: number } | null {
  const [best] = incidents
    .filter(
      ({ id, customerReports }) => customerReports.length > 0 && !declined.has(`${message.ticketId} ${id}`),
    )
    .map((incident) => ({ incident, sure: membership(message, incident.customerReports, matchOf) }))
    .sort((a, b) => b.sure - a.sure);
  if (!best || best.sure < joins) return null;
  return { ...best, with: nearestOf(message, best.incident.customerReports, matchOf) };
}

/** The incident of alerts most of a group name, where there is one. */
function commonIncident(
  group: readonly CustomerReport[],
  incidents: readonly LiveIncident[],
  rarity: Rarity,
): LiveIncident | null {
  const counts = new Map<number, number>();
  for (const one of group)
    for (const id of named(one, incidents, rarity).ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  const most = best && best[1] * 2 > group.length ? best[0] : null;
  return incidents.find(({ id }) => id === most) ?? null;
}

/** Whether an incident that is not major, or was said not to be, has become it: by more customers than were known then. */
async function askAgain(tx: Ctx, incident: LiveIncident, now: Now): Promise<Raised | null> {
  if (incident.major === "proposed" || incident.major === "confirmed") return null;
  const customers = customersOf(incident.customerReports);
  if (incident.major === "dismissed") {
    const before = await customersWhenDismissed(tx, incident.id);
    if (customers < askedAgainAt * Math.max(before, fewestCustomers)) return null;
  }
  const named = commonIncident(incident.customerReports, [incident], now.rarity);
  const suspicion = await suspicionOf(tx, incident.customerReports, named, now);
  if (!suspicion) return null;
  incident.major = "proposed";
  return propose(tx, {
    group: incident.customerReports,
    suspicion,
    incident: incident.id,
    matchOf: now.matchOf,
  });
}
