/** A made-up estate: services in layers that call each other, in two clusters, each with its pods and its owner's habits. */
import type { Dependency } from "#lib/topology/model";
import type { Chance } from "./chance";

/** How the alerts of a service name it: by a label, by the pods alone as Kubernetes' own rules do, or by job and instance. */
export const manners = ["labelled", "pods", "scraped"] as const;

export type Service = {
  name: string;
  namespace: string;
  layer: number;
  /** Names of what it calls. */
  calls: string[];
  pods: string[];
  manner: (typeof manners)[number];
  /** Which of two monitoring systems watches it. */
  source: "prometheus" | "grafana";
};

export type Topology = { clusters: string[]; services: Service[] };

const words =
  "cart checkout search catalogue price stock order invoice ledger payment fraud login session profile mail push media image video feed review rating advice coupon return ship track depot route geo weather chat ticket report export ingest stream queue cache index vault".split(
    " ",
  );

/** `count` services in four layers; those of a layer call one to three of the layer below. */
export function makeTopology(chance: Chance, count: number): Topology {
  const services: Service[] = [];
  const layers = [0.15, 0.25, 0.3, 0.3];
  let made = 0;
  layers.forEach((share, layer) => {
    const below = services.filter((one) => one.layer === layer - 1);
    const many = layer === 3 ? count - made : Math.max(1, Math.round(count * share));
    for (let n = 0; n < many; n++, made++) {
      const name = `${words[made % words.length]}${made >= words.length ? made : ""}-${["db", "core", "svc", "web"][layer]}`;
      const calls = new Set<string>();
      for (let k = chance.between(1, 3); k > 0 && below.length > 0; k--) calls.add(chance.pick(below).name);
      services.push({
        name,
        namespace: chance.pick(["shop", "money", "people", "platform"]),
        layer,
        calls: [...calls],
        pods: Array.from(
          { length: chance.between(2, 6) },
          (_, pod) => `${name}-7d9c6b5f4-${podId(chance)}${pod}`,
        ),
        manner: chance.is(0.6) ? "labelled" : chance.is(0.6) ? "pods" : "scraped",
        source: chance.is(0.75) ? "prometheus" : "grafana",
      });
    }
  });
  return { clusters: ["eu-1", "us-1"], services };
}

/** How much of who calls whom Vigil is told. */
export const mapKinds = ["none", "partial", "full"] as const;
export type MapKind = (typeof mapKinds)[number];

/** Of a partial map: the share of services and of calls it has, and of its calls those that are none any more. */
const partial = { services: 0.8, calls: 0.7, outdated: 0.1 };

/** What a map has: services, and which of them call which. */
export type TopologyMap = { services: string[]; dependencies: Dependency[] };

/** The map of an estate, as complete as `kind` says. */
export function mapOf({ services }: Topology, kind: MapKind, chance: Chance): TopologyMap {
  if (kind === "none") return { services: [], dependencies: [] };
  const calls = services.flatMap(({ name, calls }) =>
    calls.map((dependsOn) => ({ service: name, dependsOn })),
  );
  if (kind === "full") return { services: services.map(({ name }) => name), dependencies: calls };
  const known = new Set(services.filter(() => chance.is(partial.services)).map(({ name }) => name));
  const left = calls.filter(
    ({ service, dependsOn }) => known.has(service) && known.has(dependsOn) && chance.is(partial.calls),
  );
  const names = [...known];
  const outdated = Array.from({ length: Math.round(left.length * partial.outdated) }, () => ({
    service: chance.pick(names),
    dependsOn: chance.pick(names),
  }));
  const dependencies = [...left, ...outdated.filter(({ service, dependsOn }) => service !== dependsOn)];
  return { services: names, dependencies };
}

/** Who calls `name`, directly. */
export function callersOf({ services }: Topology, name: string): Service[] {
  return services.filter(({ calls }) => calls.includes(name));
}

function podId(chance: Chance): string {
  return Array.from({ length: 4 }, () => chance.pick([..."bcdfghjklmnpqrstvwxz2456789"])).join("");
}
