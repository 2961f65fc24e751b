/** Finds the incident, of those that go on, whose messages say what a new one says. Pure. */
import { joins, membership, nearestTo, type PairMatch } from "./clustering";
import type { LiveIncident, Named } from "./live-incidents";
import { allKeys } from "./neighbours";
import type { CustomerReport } from "./pair-match";

/** Where a message belongs, how sure that is, and the ticket of the incident that says the same. */
export type Home = { incident: LiveIncident; sure: number; with: number };

/** A message is held against so many of an incident's, the newest: thousands say the same. */
const mostHeldAgainst = 100;

type By = {
  keysOf: (one: CustomerReport) => string[];
  namedBy: (one: CustomerReport) => Named;
  matchOf: PairMatch;
  /** Pairs of ticket and incident a person said no to. */
  declined: ReadonlySet<string>;
};

/** The surest home of a message, null where it has none. Incidents may grow meanwhile: their messages are only added to. */
export function homesAmong(
  incidents: readonly LiveIncident[],
  { keysOf, namedBy, matchOf, declined }: By,
): (message: CustomerReport) => Home | null {
  const told = new Map<number, { read: number; keys: Set<string> }>();
  const keysTold = ({ id, customerReports }: LiveIncident): ReadonlySet<string> => {
    const known = told.get(id) ?? { read: customerReports.length - mostHeldAgainst, keys: new Set() };
    for (const one of customerReports.slice(Math.max(0, known.read)))
      for (const key of allKeys(one, namedBy)) known.keys.add(key);
    told.set(id, { ...known, read: customerReports.length });
    return known.keys;
  };
  return (message) => {
    const keys = keysOf(message);
    const named = namedBy(message);
    const mayBeHome = (incident: LiveIncident) =>
      mayHold(incident, named) && !declined.has(`${message.ticketId} ${incident.id}`);
    // Most incidents are about something else altogether.
    const isNear = (incident: LiveIncident) => {
      const said = keysTold(incident);
      return keys.some((key) => said.has(key));
    };
    const [best] = incidents
      .filter((incident) => mayBeHome(incident) && isNear(incident))
      .map((incident) => ({ incident, newest: incident.customerReports.slice(-mostHeldAgainst).reverse() }))
      .map(({ incident, newest }) => ({ incident, newest, sure: membership(message, newest, matchOf) }))
      .filter(({ sure }) => sure >= joins)
      .sort((a, b) => b.sure - a.sure);
    if (!best) return null;
    const { incident, newest, sure } = best;
    return { incident, sure, with: nearestTo(message, newest, matchOf) };
  };
}

/** Who names an incident of alerts belongs to it, or to what only customers told of, and to no other one of alerts. */
function mayHold({ id, names }: LiveIncident, { ids, isSure }: Named): boolean {
  return !isSure || names.length === 0 || ids.has(id);
}
