/** Incidents that may still gain alerts, by the keys they are found by; gains keys while a batch is placed. */
import type { ServiceName } from "#lib/topology/model";
import { servicesIn } from "./identity";

/** An incident under one of its keys, and when an alert last joined it by that key. */
export type Place = { incidentId: number; lastAt: Date };

export class Board {
  readonly places = new Map<string, Place[]>();
  private readonly keys = new Map<number, Set<string>>();
  private readonly fresh = new Map<string, { key: string; incidentId: number; lastAt: Date }>();

  constructor(known: readonly (Place & { key: string })[]) {
    for (const { key, ...place } of known) {
      this.under(key).push(place);
      this.note(key, place.incidentId);
    }
  }

  /** An alert joined the incident, and later ones find it by `key`. */
  put(key: string, incidentId: number, at: Date): void {
    const places = this.under(key);
    const known = places.find((place) => place.incidentId === incidentId);
    const lastAt = known && known.lastAt > at ? known.lastAt : at;
    if (known) known.lastAt = lastAt;
    else places.push({ incidentId, lastAt });
    this.note(key, incidentId);
    this.fresh.set(`${incidentId} ${key}`, { key, incidentId, lastAt });
  }

  /** The services an incident is about, as far as they are at hand. */
  servicesOf(incidentId: number): ServiceName[] {
    return servicesIn(this.keysOf(incidentId, "service:"));
  }

  /** The keys of the places it is at. */
  scopesOf(incidentId: number): string[] {
    return this.keysOf(incidentId, "scope:");
  }

  /** The rules that spoke in it. */
  rulesOf(incidentId: number): string[] {
    return this.keysOf(incidentId, "rule:");
  }

  /** The rules of all incidents. */
  get rules(): string[] {
    return [...this.keys.keys()].flatMap((incidentId) => this.rulesOf(incidentId));
  }

  /** What was put, the last time of each key. */
  written(): { key: string; incidentId: number; lastAt: Date }[] {
    return [...this.fresh.values()];
  }

  private keysOf(incidentId: number, kind: string): string[] {
    return [...(this.keys.get(incidentId) ?? [])].filter((key) => key.startsWith(kind));
  }

  private note(key: string, incidentId: number): void {
    this.keys.set(incidentId, (this.keys.get(incidentId) ?? new Set()).add(key));
  }

  private under(key: string): Place[] {
    const known = this.places.get(key) ?? [];
    this.places.set(key, known);
    return known;
  }
}
