/** Incidents that may still gain alerts, by the keys they are found by; gains keys while a batch is placed. */
import type { Place } from "./choice";

export class Board {
  readonly places = new Map<string, Place[]>();
  private readonly fresh = new Map<string, { key: string; incidentId: number; lastAt: Date }>();

  constructor(known: readonly (Place & { key: string })[]) {
    for (const { key, ...place } of known) this.under(key).push(place);
  }

  /** An alert joined the incident, and later ones find it by `key`. */
  put(key: string, incidentId: number, at: Date): void {
    const places = this.under(key);
    const known = places.find((place) => place.incidentId === incidentId);
    const lastAt = known && known.lastAt > at ? known.lastAt : at;
    if (known) known.lastAt = lastAt;
    else places.push({ incidentId, lastAt });
    this.fresh.set(`${incidentId} ${key}`, { key, incidentId, lastAt });
  }

  /** What was put, the last time of each key. */
  written(): { key: string; incidentId: number; lastAt: Date }[] {
    return [...this.fresh.values()];
  }

  private under(key: string): Place[] {
    const known = this.places.get(key) ?? [];
    this.places.set(key, known);
    return known;
  }
}
