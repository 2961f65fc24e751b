/** The words of the map of services. */
import type { DependencyOrigin, KnownDependency } from "#lib/topology/model";

const words = {
  table: "pasted",
  catalogue: "service catalogue",
  metrics: "metrics of calls",
} as const satisfies Record<DependencyOrigin, string>;

/** How a dependency is known: "metrics of calls (mesh)". */
export function originWords({ origins, sources }: Pick<KnownDependency, "origins" | "sources">): string {
  const told = origins.map((origin) => words[origin]).join(", ");
  return sources.length > 0 ? `${told} (${sources.join(", ")})` : told;
}
