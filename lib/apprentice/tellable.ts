/** What could be said or called next on a ticket: the classes the learners favour, what similar moments led to, replies seen once. */
import type { Fitness } from "./acts/acts";
import { type Ground, type Told, tell, tellOnce } from "./telling";
import { type Entry, FREE_TEXT } from "./template-store";

/** A candidate for the next step; `told` is the rendered reply, null for a call. */
export type Tellable = { entry: Entry; told: Told | null };

const CHOICES = 16;
/** Classes looked at to find them: some cannot be said of this ticket's results. */
const CLASSES_TRIED = 24;
/** Replies seen once that may be among the choices. */
const SINGLES = 6;

/** The learners' best classes and whatever the neighbours did, as far as it can be said here. */
export function tellableClasses(
  ground: Ground,
  mixed: Float32Array,
  possible: Uint8Array,
  votes: ReadonlyMap<string, number>,
): Tellable[] {
  const { classes, entries } = ground.templateStore;
  const found: Tellable[] = [];
  const tried = new Set<Entry>();
  const put = (entry: Entry): void => {
    if (tried.has(entry)) return;
    tried.add(entry);
    const told = entry.kind === "call" ? null : tell(ground, entry);
    if (entry.kind === "call" || told) found.push({ entry, told });
  };
  for (const c of bestClasses(mixed, possible, CLASSES_TRIED)) {
    const entry = classes[c];
    if (entry && found.length < CHOICES) put(entry);
  }
  for (const key of votes.keys()) {
    const entry = entries.get(key);
    if (entry && entry.classId !== null && possible[entry.classId]) put(entry);
  }
  return found;
}

/** Replies seen only once that similar moments led to, as far as they can be said here. */
export function tellableOnce(
  ground: Ground,
  votes: ReadonlyMap<string, number>,
  { asks, keeps }: Fitness,
): Tellable[] {
  const found: Tellable[] = [];
  for (const key of votes.keys()) {
    const entry = ground.templateStore.entries.get(key);
    if (entry?.kind !== "reply" || entry.classId !== null || !asks(entry)) continue;
    const text = tellOnce(ground, entry, keeps);
    if (text !== null) found.push({ entry, told: { text, against: null } });
    if (found.length === SINGLES) break;
  }
  return found;
}

/** The `count` classes with the largest values, best first, of equal ones the older first. */
function bestClasses(values: Float32Array, possible: Uint8Array, count: number): number[] {
  const best: number[] = [];
  for (let c = FREE_TEXT + 1; c < values.length; c++) {
    if (!possible[c]) continue;
    const value = values[c] as number;
    if (best.length === count && value <= (values[best[count - 1] as number] as number)) continue;
    let place = best.length;
    while (place > 0 && value > (values[best[place - 1] as number] as number)) place--;
    best.splice(place, 0, c);
    if (best.length > count) best.pop();
  }
  return best;
}
