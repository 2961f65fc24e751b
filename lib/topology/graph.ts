/** The map as a graph: who is reached from whom along calls, and by which way. Pure. */
import { type Dependency, type MapLink, type ServiceName, serviceName } from "./model";

/** A way of more calls than these explains nothing. */
export const mostCalls = 4;

type Steps = ReadonlyMap<number, { calls: number; via: number }>;

/** Services by number; a name without a namespace stands for it in every namespace. */
export class ServiceGraph {
  private readonly names: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly namesakes = new Map<string, number[]>();
  private readonly called: Set<number>[] = [];
  private readonly calling: Set<number>[] = [];
  private readonly reached = { down: new Map<number, Steps>(), up: new Map<number, Steps>() };

  /** `services`: those the estate has, with calls or without. */
  constructor(dependencies: readonly Dependency[], services: readonly string[] = []) {
    for (const { service, dependsOn } of dependencies) {
      const [from, to] = [this.add(service), this.add(dependsOn)];
      if (from === to) continue;
      this.called[from]?.add(to);
      this.calling[to]?.add(from);
    }
    for (const service of services) this.add(service);
  }

  /** False for a service of which no call is known, be it that it makes none or that nobody wrote them down. */
  isConnected(service: number): boolean {
    return this.twins(service).some(
      (one) => (this.called[one]?.size ?? 0) + (this.calling[one]?.size ?? 0) > 0,
    );
  }

  /** False where nothing is known to call anything. */
  get hasCalls(): boolean {
    return this.called.some((calls) => calls.size > 0);
  }

  /** How many services the map has. */
  get size(): number {
    return this.names.length;
  }

  /** The services of the map that may be meant. */
  find({ name, namespace }: ServiceName): number[] {
    const found = this.namesakes.get(name.toLowerCase()) ?? [];
    if (namespace === null) return found;
    return found.filter((one) => {
      const known = serviceName(this.nameOf(one)).namespace;
      return known === null || known.toLowerCase() === namespace.toLowerCase();
    });
  }

  nameOf(service: number): string {
    return this.names[service] ?? "";
  }

  /** Calls from `from` to `to`, directly or through others; null where there is no such way. */
  calls(from: number, to: number): number | null {
    return from === to ? 0 : (this.below(from).get(to)?.calls ?? null);
  }

  /** The names along the shortest way from `from` to `to`. */
  way(from: number, to: number): string[] {
    const steps = this.below(from);
    const way = [this.nameOf(to)];
    for (let step = steps.get(to); step; step = steps.get(step.via)) way.unshift(this.nameOf(step.via));
    return way;
  }

  /** What `service` depends on, and by how many calls. */
  below(service: number): Steps {
    return this.walk("down", service);
  }

  /** What depends on `service`. */
  above(service: number): Steps {
    return this.walk("up", service);
  }

  /** What both call that lies nearest, where neither reaches the other. */
  shared(one: number, other: number): { calls: number; link: MapLink } | null {
    const there = this.below(other);
    let best: { service: number; calls: number } | null = null;
    for (const [service, { calls }] of this.below(one)) {
      const also = there.get(service);
      const longest = also && Math.max(calls, also.calls);
      if (longest !== undefined && (!best || longest < best.calls)) best = { service, calls: longest };
    }
    if (!best) return null;
    const back = this.way(other, best.service).reverse().slice(1);
    return {
      calls: best.calls,
      link: { path: [...this.way(one, best.service), ...back], isShared: true },
    };
  }

  private walk(direction: "down" | "up", start: number): Steps {
    const known = this.reached[direction].get(start);
    if (known) return known;
    const next = direction === "down" ? this.called : this.calling;
    const steps = new Map<number, { calls: number; via: number }>();
    const begun = new Set(this.twins(start));
    let edge = [...begun];
    for (let calls = 1; calls <= mostCalls && edge.length > 0; calls++) {
      const further: number[] = [];
      for (const via of edge)
        for (const direct of next[via] ?? [])
          for (const service of this.twins(direct)) {
            if (begun.has(service) || steps.has(service)) continue;
            steps.set(service, { calls, via: begun.has(via) ? start : via });
            further.push(service);
          }
      edge = further;
    }
    this.reached[direction].set(start, steps);
    return steps;
  }

  /** The same service with and without its namespace. */
  private twins(service: number): number[] {
    const { name, namespace } = serviceName(this.nameOf(service));
    const all = this.namesakes.get(name.toLowerCase()) ?? [service];
    if (all.length === 1 || namespace === null) return all;
    return all.filter((one) => one === service || serviceName(this.nameOf(one)).namespace === null);
  }

  private add(text: string): number {
    const key = text.toLowerCase();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.names.length;
    this.names.push(text);
    this.numbers.set(key, number);
    this.called.push(new Set());
    this.calling.push(new Set());
    const name = serviceName(key).name;
    this.namesakes.set(name, [...(this.namesakes.get(name) ?? []), number]);
    return number;
  }
}
