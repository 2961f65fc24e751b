/** How well a grouping agrees with the truth: pairwise F1, B³, incidents an outage. Pure. */

/** One thing that was grouped, and the rule that did so. */
export type Grouped = { truth: string; found: string; rule: string };

export type Agreement = {
  items: number;
  outages: number;
  pairPrecision: number;
  pairRecall: number;
  pairF1: number;
  b3Precision: number;
  b3Recall: number;
  b3F1: number;
  /** Mean number of incidents among which the alerts of one outage are spread. */
  incidentsPerOutage: number;
};

/** Compares; noise, whose truth is a name of its own, counts in all but the last. */
export function agreement(items: readonly Grouped[], isOutage: (truth: string) => boolean): Agreement {
  const both = counts(items.map(({ truth, found }) => JSON.stringify([truth, found])));
  const truths = counts(items.map(({ truth }) => truth));
  const founds = counts(items.map(({ found }) => found));
  const together = pairs(both);
  const [pairPrecision, pairRecall] = [share(together, pairs(founds)), share(together, pairs(truths))];
  let [b3Precision, b3Recall] = [0, 0];
  const spread = new Map<string, number>();
  for (const [key, n] of both) {
    const [truth = "", found = ""] = JSON.parse(key) as string[];
    b3Precision += (n * n) / (founds.get(found) ?? 1);
    b3Recall += (n * n) / (truths.get(truth) ?? 1);
    if (isOutage(truth)) spread.set(truth, (spread.get(truth) ?? 0) + 1);
  }
  b3Precision /= Math.max(1, items.length);
  b3Recall /= Math.max(1, items.length);
  return {
    items: items.length,
    outages: spread.size,
    pairPrecision,
    pairRecall,
    pairF1: harmonic(pairPrecision, pairRecall),
    b3Precision,
    b3Recall,
    b3F1: harmonic(b3Precision, b3Recall),
    incidentsPerOutage: share(
      [...spread.values()].reduce((sum, n) => sum + n, 0),
      spread.size,
    ),
  };
}

/** For each rule, how many things it put where most are of another truth, and how many pairs that spoilt. */
export function mistakes(
  items: readonly Grouped[],
): Record<string, { joined: number; wrong: number; pairs: number }> {
  const found = new Map<string, Map<string, number>>();
  for (const { truth, found: incident } of items) {
    const truths = found.get(incident) ?? new Map<string, number>();
    found.set(incident, truths.set(truth, (truths.get(truth) ?? 0) + 1));
  }
  const made: Record<string, { joined: number; wrong: number; pairs: number }> = {};
  for (const { truth, found: incident, rule } of items) {
    const truths = found.get(incident) ?? new Map<string, number>();
    const most = Math.max(...truths.values());
    const own = truths.get(truth) ?? 0;
    const sum = [...truths.values()].reduce((total, n) => total + n, 0);
    const of = made[rule] ?? { joined: 0, wrong: 0, pairs: 0 };
    made[rule] = of;
    of.joined += 1;
    if (own < most) Object.assign(of, { wrong: of.wrong + 1, pairs: of.pairs + (sum - own) });
  }
  return made;
}

/** What wrongly joined pairs are of: two outages, by how long after each other they began, or an alert that means nothing. */
export type WrongPairs = {
  outagesWithinTenMinutes: number;
  outagesWithinHalfAnHour: number;
  outagesFurtherApart: number;
  meaninglessWithinTenMinutes: number;
  meaninglessFurtherApart: number;
};

/** Counts the pairs that were joined and are of two truths. */
export function wrongPairs(
  items: readonly (Grouped & { at: number })[],
  isOutage: (truth: string) => boolean,
): WrongPairs {
  const began = new Map<string, number>();
  for (const { truth, at } of items) began.set(truth, Math.min(at, began.get(truth) ?? at));
  const groups = new Map<string, (Grouped & { at: number })[]>();
  for (const item of items) groups.set(item.found, [...(groups.get(item.found) ?? []), item]);
  const wrong: WrongPairs = {
    outagesWithinTenMinutes: 0,
    outagesWithinHalfAnHour: 0,
    outagesFurtherApart: 0,
    meaninglessWithinTenMinutes: 0,
    meaninglessFurtherApart: 0,
  };
  for (const group of groups.values())
    group.forEach((one, place) => {
      for (const other of group.slice(place + 1))
        if (one.truth !== other.truth) wrong[kindOfPair(one, other, began, isOutage)] += 1;
    });
  return wrong;
}

function kindOfPair(
  one: Grouped & { at: number },
  other: Grouped & { at: number },
  began: ReadonlyMap<string, number>,
  isOutage: (truth: string) => boolean,
): keyof WrongPairs {
  const tenMinutes = 10 * 60_000;
  if (!isOutage(one.truth) || !isOutage(other.truth))
    return Math.abs(one.at - other.at) <= tenMinutes
      ? "meaninglessWithinTenMinutes"
      : "meaninglessFurtherApart";
  const apart = Math.abs((began.get(one.truth) ?? 0) - (began.get(other.truth) ?? 0));
  if (apart <= tenMinutes) return "outagesWithinTenMinutes";
  return apart <= 3 * tenMinutes ? "outagesWithinHalfAnHour" : "outagesFurtherApart";
}

function counts(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

function pairs(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

function harmonic(one: number, other: number): number {
  return one + other === 0 ? 0 : (2 * one * other) / (one + other);
}
