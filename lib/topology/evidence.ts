/** What the map says for or against one cause of what fails now and what failed a moment ago. Pure. */
import { mostCalls, type ServiceGraph } from "./graph";
import type { MapLink, ServiceName } from "./model";

/** How a service stands to the origin of an incident: so many calls apart in either direction, beside it, or not at all. */
type Standing = "direct" | "near" | "far" | "shared" | "none";

/** Of what fails of one cause, the share that stands so to its origin. */
const ofOneCause: Record<Standing, number> = { direct: 0.45, near: 0.3, far: 0.15, shared: 0.05, none: 0.05 };

/** Of a large incident, the services that failed first say where it comes from. */
const mostMembers = 40;
/** A map of fewer services than these is a part of an estate that has at least so many. */
const leastServices = 20;
/** What is guessed of an incident before its surroundings are counted, in services. */
const guessed = 2;

export type Evidence = {
  /** How many times likelier the map is where both have one cause than where they fail beside each other by chance. */
  odds: number;
  /** How they are connected; null where they are not. */
  link: MapLink | null;
};

/**
 * What the map says of `service` and an incident of `members`; null where either is not on it with calls, and where the service is one
 * of them. `known`: the share of what fails together that the map connects; what it leaves out says the less against.
 */
export function evidenceOf(
  graph: ServiceGraph,
  service: ServiceName,
  members: readonly ServiceName[],
  known: number,
): Evidence | null {
  const [own] = graph.find(service).filter((one) => graph.isConnected(one));
  const all = new Set(members.flatMap((member) => graph.find(member).slice(0, 1)));
  const inside = [...all].filter((one) => graph.isConnected(one)).slice(0, mostMembers);
  if (own === undefined || inside.length === 0 || all.has(own)) return null;
  const found = originsOf(graph, inside).map((origin) => ({ origin, ...standingOf(graph, own, origin) }));
  const [best] = found.sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  if (!best) return null;
  const likely = likelyStandings(known)[best.standing];
  const rest = Math.max(leastServices, graph.size - all.size);
  const alike = countOf(graph, best.origin, all, best.standing, rest);
  const byChance = (alike + guessed * ofOneCause[best.standing]) / (rest + guessed);
  return { odds: likely / byChance, link: best.link };
}

const order: readonly Standing[] = ["direct", "near", "far", "shared", "none"];

/** Those members on which most of the others depend. */
export function originsOf(graph: ServiceGraph, members: readonly number[]): number[] {
  const covered = members.map((origin) => members.filter((one) => graph.calls(one, origin) !== null).length);
  const most = Math.max(...covered);
  return members.filter((_, place) => covered[place] === most);
}

function standingOf(
  graph: ServiceGraph,
  service: number,
  origin: number,
): { standing: Standing; link: MapLink | null } {
  const [down, up] = [graph.calls(service, origin), graph.calls(origin, service)];
  const calls = Math.min(down ?? Number.POSITIVE_INFINITY, up ?? Number.POSITIVE_INFINITY);
  if (calls <= mostCalls) {
    const path = down === calls ? graph.way(service, origin) : graph.way(origin, service);
    return { standing: byCalls(calls), link: { path, isShared: false } };
  }
  const shared = graph.shared(service, origin);
  return shared?.calls === 1 ? { standing: "shared", link: shared.link } : { standing: "none", link: null };
}

function byCalls(calls: number): Standing {
  return calls === 1 ? "direct" : calls === 2 ? "near" : "far";
}

/** How many services outside of the incident stand so to its origin; those the map does not have stand beside it. */
function countOf(
  graph: ServiceGraph,
  origin: number,
  inside: ReadonlySet<number>,
  standing: Standing,
  rest: number,
): number {
  const standings = new Map<number, Standing>();
  for (const steps of [graph.below(origin), graph.above(origin)])
    for (const [service, { calls }] of steps) {
      const next = byCalls(calls);
      const before = standings.get(service);
      if (!before || order.indexOf(next) < order.indexOf(before)) standings.set(service, next);
    }
  for (const [called, { calls }] of graph.below(origin))
    if (calls === 1)
      for (const [service, { calls: back }] of graph.above(called))
        if (back === 1 && service !== origin && !standings.has(service)) standings.set(service, "shared");
  const outside = [...standings].filter(([service]) => !inside.has(service)).map(([, found]) => found);
  return standing === "none" ? rest - outside.length : outside.filter((one) => one === standing).length;
}

/** The shares above, with as much left over for what the map does not connect as it is known to leave out. */
function likelyStandings(known: number): Record<Standing, number> {
  const left = Math.min(0.95, Math.max(0.03, 1 - known));
  const scale = (1 - left) / (1 - ofOneCause.none);
  const { direct, near, far, shared } = ofOneCause;
  return {
    direct: direct * scale,
    near: near * scale,
    far: far * scale,
    shared: shared * scale,
    none: left,
  };
}
