/** The map of services as grouping uses it: what is connected with a service, and how far the map has been right so far. */
import { desc, gte } from "drizzle-orm";
import { componentPair } from "#db/schema/incidents";
import type { Ctx } from "#lib/platform/context";
import { evidenceOf } from "#lib/topology/evidence";
import type { ServiceGraph } from "#lib/topology/graph";
import type { ServiceName } from "#lib/topology/model";
import { serviceName } from "#lib/topology/model";
import { serviceGraph } from "#lib/topology/queries";
import type { MapView } from "./choice";
import { partnersOf } from "./failures";
import { serviceKeys, serviceNameIn } from "./identity";

/** Of what is connected, the nearest are looked for. */
const mostConnected = 300;
/** Kinds known to fail together by which the map is judged, at most. */
const mostJudgedBy = 500;
/** Until that is known, the map is taken to connect this share of what fails together, as if so many had been seen. */
const usualShare = 0.75;
const asIfSeen = 10;

const hour = 3_600_000;
/** How far the map was right when it was last judged, in which state at which hour. */
let judged: { when: string; share: number } | null = null;

/** How each service sees the map; null where nobody knows who calls whom. */
export async function mapViews(tx: Ctx): Promise<((service: ServiceName | null) => MapView | null) | null> {
  const known = await serviceGraph(tx);
  if (!known) return null;
  const { graph, state } = known;
  const when = `${state} ${Math.floor(tx.now().getTime() / hour)}`;
  if (judged?.when !== when) judged = { when, share: await shareConnected(tx, graph) };
  const { share } = judged;
  return (service) => {
    const [own] = service ? graph.find(service) : [];
    if (!service || own === undefined) return null;
    return {
      connected: connectedKeys(graph, own),
      evidence: (members) => evidenceOf(graph, service, members, share),
    };
  };
}

function connectedKeys(graph: ServiceGraph, own: number): string[] {
  const steps = [...graph.below(own), ...graph.above(own)]
    .sort(([, a], [, b]) => a.calls - b.calls)
    .slice(0, mostConnected);
  return [
    ...new Set(steps.flatMap(([service]) => serviceKeys(serviceName(graph.nameOf(service))).slice(0, 1))),
  ];
}

/**
 * Of kinds that fail together more often than by chance and are both on the map, the share it connects: one calls the other,
 * or both call a third that fails with them. What fails at a time is counted whatever the map says, so it judges the map fairly.
 */
async function shareConnected(tx: Ctx, graph: ServiceGraph): Promise<number> {
  const pairs = await relatedPairs(tx, graph);
  const fails = new Map<number, Set<number>>();
  for (const [one, other] of pairs) {
    fails.set(one, (fails.get(one) ?? new Set()).add(other));
    fails.set(other, (fails.get(other) ?? new Set()).add(one));
  }
  const connected = pairs.filter(
    ([one, other]) =>
      graph.calls(one, other) !== null ||
      graph.calls(other, one) !== null ||
      [...(fails.get(one) ?? [])].some(
        (third) =>
          fails.get(other)?.has(third) &&
          graph.calls(one, third) !== null &&
          graph.calls(other, third) !== null,
      ),
  ).length;
  return (connected + usualShare * asIfSeen) / (pairs.length + asIfSeen);
}

/** Services of the map that fail together more often than by chance. */
async function relatedPairs(tx: Ctx, graph: ServiceGraph): Promise<[number, number][]> {
  const pairs = await tx.db
    .select({ first: componentPair.first, second: componentPair.second })
    .from(componentPair)
    .where(gte(componentPair.together, 3))
    .orderBy(desc(componentPair.together))
    .limit(mostJudgedBy);
  const keys = [...new Set(pairs.map(({ first }) => first))];
  const partners = await partnersOf(tx, { keys, beside: [], at: tx.now() });
  return pairs.flatMap(({ first, second }): [number, number][] => {
    if (!partners.get(first)?.some(({ key, related }) => key === second && related)) return [];
    const [one, other] = [placeOf(graph, first), placeOf(graph, second)];
    return one === null || other === null || one === other ? [] : [[one, other]];
  });
}

function placeOf(graph: ServiceGraph, kind: string): number | null {
  const service = serviceNameIn(kind);
  return (service && graph.find(service)[0]) ?? null;
}
