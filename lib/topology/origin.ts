/** Which of the services that fail the others depend on: where the trouble is likely to have begun. Pure. */
import { originsOf } from "./evidence";
import type { ServiceGraph } from "./graph";
import type { ServiceName } from "./model";

/** The likely origin, who depends on it and by which way, and how many failing services the map knows. */
export type LikelyOrigin = { service: string; dependents: { service: string; path: string[] }[]; of: number };

/**
 * The origin of an incident of `services`, in the order in which they failed: of several on which as many depend, the one
 * that failed first. Null where the map connects none of them.
 */
export function likelyOrigin(graph: ServiceGraph, services: readonly ServiceName[]): LikelyOrigin | null {
  const inside = [...new Set(services.flatMap((one) => graph.find(one).slice(0, 1)))];
  const [origin] = inside.length > 1 ? originsOf(graph, inside) : [];
  if (origin === undefined) return null;
  const dependents = inside
    .filter((one) => one !== origin && graph.calls(one, origin) !== null)
    .map((one) => ({ service: graph.nameOf(one), path: graph.way(one, origin) }))
    .sort((a, b) => a.path.length - b.path.length);
  if (dependents.length === 0) return null;
  return { service: graph.nameOf(origin), dependents, of: inside.length };
}
