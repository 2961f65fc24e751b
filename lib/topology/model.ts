/** Who calls whom: dependencies between services, where they are known from, and how they are named. */
import { z } from "zod";

/** A table a person pasted; a service catalogue; metrics of calls. */
export const dependencyOrigins = ["table", "catalogue", "metrics"] as const;
export type DependencyOrigin = (typeof dependencyOrigins)[number];

/** `service` calls `dependsOn`, or needs it in another way: where that fails, it may. */
export type Dependency = { service: string; dependsOn: string };

export const longestServiceName = 200;
const ServiceText = z.string().trim().min(1).max(longestServiceName);

/** What a sender says of some services: all that each of them depends on. */
export const TellDependenciesInput = z.object({
  origin: z.enum(dependencyOrigins),
  source: z.string().max(40).default(""),
  /** Services of which everything is told; what was told of them before is forgotten. */
  about: z.array(ServiceText).max(50_000),
  dependencies: z.array(z.object({ service: ServiceText, dependsOn: ServiceText })).max(50_000),
  /** All the sender knows: services it leaves out depend on nothing. */
  isComplete: z.boolean().default(false),
});
export type TellDependenciesInput = z.input<typeof TellDependenciesInput>;

export const IgnoreDependencyInput = z.object({
  service: ServiceText,
  dependsOn: ServiceText,
  isIgnored: z.boolean(),
});

/** A dependency as the settings list it. */
export type KnownDependency = Dependency & {
  origins: DependencyOrigin[];
  sources: string[];
  lastSeenAt: Date;
  isIgnored: boolean;
  /** Only metrics told of it, and not for a while. */
  isStale: boolean;
};

/** A service as an alert or a map names it; the namespace where one is told. */
export type ServiceName = { name: string; namespace: string | null };

/** `shop/checkout` is `checkout` in `shop`; a name alone may be in any namespace. */
export function serviceName(text: string): ServiceName {
  const at = text.lastIndexOf("/");
  return at > 0
    ? { name: text.slice(at + 1), namespace: text.slice(0, at) }
    : { name: text, namespace: null };
}

/** How one service stands to others that fail, by the map. */
export type MapLink = {
  /** From who calls to who is called, both included. */
  path: string[];
  /** Both ends call the one in the middle, which says nothing itself. */
  isShared: boolean;
};
