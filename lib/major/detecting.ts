/** Detects major incidents in what customers write: a message joins a known burst, or begins one when others said the same. */
import { sql } from "drizzle-orm";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { pace } from "#lib/platform/pace";
import { cluster, fewestCustomers, type Neighbours, type PairMatch } from "./clustering";
import { homesAmong } from "./homes";
import { type IncidentWords, incidentLikelihood } from "./incident-words";
import { type LiveIncident, liveIncidents, type Named, named } from "./live-incidents";
import { keysBy, neighboursIn } from "./neighbours";
import { type CustomerReport, matchProbability, pairFeatures, type Rarity } from "./pair-match";
import { customersWhenDismissed, propose, type Raised, type Suggested, suggest } from "./proposing";
import { noteCompared, readNewReports, uncomparedReports } from "./report-intake";
import { currentReports, incidentWords, placesOf, rarityOf, seasonNow } from "./reports";
import { commonIncident, customersOf, type Now, suspicionOf } from "./suspicion";
import { usualGroups } from "./usual";

/** A major incident that was dismissed is asked about again once so many times as many customers write. */
const askedAgainAt = 3;

/** Messages at a time. */
const mostAtOnce = 100;

/**
 * Reads what customers wrote since the last time. One worker does so at a time; what another one reads meanwhile is
 * left to it. Returns the incidents that were proposed as major.
 */
export function detectMajor(ctx: Ctx): Promise<Raised[]> {
  // This one only says who is at it. It writes nothing and locks no row: comparing takes a while, and others go on.
  return withTransaction(ctx, async (guard) => {
    const [lock] = await guard.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtext('vigil.major')) as mine`,
    );
    const raised: Raised[] = [];
    for (let isMore = lock?.mine; isMore; ) {
      const read = await withTransaction(ctx, (tx) => readNewReports(tx, mostAtOnce));
      const fresh = await uncomparedReports(ctx, mostAtOnce);
      if (fresh.length > 0) raised.push(...(await runOn(ctx, new Set(fresh))));
      isMore = read === mostAtOnce || fresh.length === mostAtOnce;
    }
    return raised;
  });
}

async function runOn(ctx: Ctx, fresh: ReadonlySet<number>): Promise<Raised[]> {
  const [current, incidents] = await Promise.all([currentReports(ctx), liveIncidents(ctx)]);
  const members = incidents.flatMap(({ customerReports }) => customerReports);
  const rarity = await rarityOf(
    ctx,
    [...current, ...members].flatMap(({ terms }) => terms),
  );
  const places = await placesOf(
    ctx,
    current.map(({ ticketId }) => ticketId),
  );
  const taken = new Set(places.filter(({ state }) => state !== "declined").map(({ ticketId }) => ticketId));
  const declined = new Set(
    places.filter(({ state }) => state === "declined").map((one) => `${one.ticketId} ${one.incidentId}`),
  );
  const words = await incidentWords(ctx);
  const namedBy = remembered((customerReport) => named(customerReport, incidents, rarity));
  const matchOf = matchBy(rarity, namedBy, words);
  const now: Now = {
    rarity,
    matchOf,
    current,
    season: await seasonNow(ctx),
    incidentLikelihood: ({ terms }) => incidentLikelihood(terms, words),
  };
  const raised: Raised[] = [];
  const keysOf = keysBy(rarity, namedBy);
  const neighboursOf = neighboursIn(current, keysOf);
  const homeOf = homesAmong(incidents, { keysOf, namedBy, matchOf, declined });
  const usual = usualGroups(ctx, current, incidents, matchOf);
  const suggested = new Map<number, Suggested[]>();
  const giveWay = pace();
  for (const message of current.filter(({ id, ticketId }) => fresh.has(id) && !taken.has(ticketId))) {
    // Comparing with all that are known takes a while, and agent runs share this thread.
    await giveWay();
    const home = homeOf(message);
    if (home) {
      const joining = { customerReport: message, probability: home.sure, with: home.with };
      suggested.set(home.incident.id, [...(suggested.get(home.incident.id) ?? []), joining]);
      home.incident.customerReports.push(message);
      taken.add(message.ticketId);
      const again = await askAgain(ctx, home.incident, now);
      if (again) raised.push(again);
      continue;
    }
    const free: Neighbours = (one) => [...neighboursOf(one)].filter(({ ticketId }) => !taken.has(ticketId));
    if (usual.holds(message, free(message))) continue;
    const group = cluster(message, free, matchOf);
    const common = commonIncident(group, incidents, rarity);
    const suspicion = await suspicionOf(ctx, group, common, now);
    if (!suspicion) {
      usual.keep(group);
      continue;
    }
    const burst = { group, suspicion, incident: common?.id ?? null, matchOf };
    const made = await withTransaction(ctx, (tx) => propose(tx, burst));
    for (const { ticketId } of group) taken.add(ticketId);
    const known = incidents.find(({ id }) => id === made.incidentId);
    if (known)
      Object.assign(known, { major: "proposed", customerReports: [...known.customerReports, ...group] });
    else incidents.push(asLive(made, group));
    raised.push(made);
  }
  await withTransaction(ctx, async (tx) => {
    for (const [incidentId, found] of suggested) await suggest(tx, incidentId, found);
    await noteCompared(tx, fresh);
  });
  return raised;
}

/** What was proposed is at hand for the next message. */
function asLive({ incidentId, service, startsAt }: Raised, group: readonly CustomerReport[]): LiveIncident {
  return { id: incidentId, major: "proposed", service, startsAt, names: [], customerReports: [...group] };
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

/** Whether an incident that is not major, or was said not to be, has become it: by more customers than were known then. */
async function askAgain(ctx: Ctx, incident: LiveIncident, now: Now): Promise<Raised | null> {
  if (incident.major === "proposed" || incident.major === "confirmed") return null;
  const customers = customersOf(incident.customerReports);
  if (incident.major === "dismissed") {
    const before = await customersWhenDismissed(ctx, incident.id);
    if (customers < askedAgainAt * Math.max(before, fewestCustomers)) return null;
  }
  const named = commonIncident(incident.customerReports, [incident], now.rarity);
  const suspicion = await suspicionOf(ctx, incident.customerReports, named, now);
  if (!suspicion) return null;
  incident.major = "proposed";
  const burst = { group: incident.customerReports, suspicion, incident: incident.id, matchOf: now.matchOf };
  return withTransaction(ctx, (tx) => propose(tx, burst));
}
