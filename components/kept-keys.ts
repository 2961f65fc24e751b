/** Keys of requests that have no answer yet, by the place that asked: they outlive a closed form, a reload and the tab. */
const prefix = "vigil.asked.";

/** Where a browser stores nothing they live as long as the page. */
const inMemory = new Map<string, string>();

export function keptKey(place: string): string | null {
  try {
    return localStorage.getItem(prefix + place) ?? inMemory.get(place) ?? null;
  } catch {
    return inMemory.get(place) ?? null;
  }
}

export function keepKey(place: string, key: string) {
  try {
    localStorage.setItem(prefix + place, key);
  } catch {
    inMemory.set(place, key);
  }
}

export function forgetKey(place: string) {
  inMemory.delete(place);
  try {
    localStorage.removeItem(prefix + place);
  } catch {
    // Nothing is stored here.
  }
}
