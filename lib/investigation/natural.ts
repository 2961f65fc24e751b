/** Where figures part by themselves, before anybody knows what they mean: below nothing, nothing, all there is, and beyond the widest gap. Pure. */
import type { Fact } from "./facts";

/** Share of the spread of most figures that a gap has to be as wide as. */
const GAP = 0.5;
/** Figures that have to lie on either side. */
const FEWEST = 2;

/** The figure in the middle of the widest gap; null where no gap is wide. */
export function splitOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const isWide = sorted[0] !== undefined && sorted[0] > 0 && (sorted.at(-1) ?? 0) > 30 * sorted[0];
  // What spans orders of magnitude is compared by them.
  const scale = isWide ? Math.log : (value: number) => value;
  let best: { split: number; width: number } | null = null;
  for (let at = FEWEST; at <= sorted.length - FEWEST; at++) {
    const [below, above] = [sorted[at - 1] ?? 0, sorted[at] ?? 0];
    if (below === above) continue;
    const side = at * 2 >= sorted.length ? sorted.slice(0, at) : sorted.slice(at);
    const spread = scale(side.at(-1) ?? 0) - scale(side[0] ?? 0);
    const width = (scale(above) - scale(below)) / Math.max(spread, 1e-9);
    if (width >= GAP && width > (best?.width ?? 0)) best = { split: (below + above) / 2, width };
  }
  return best?.split ?? null;
}

/** A share, in percent, from which on it is all there is. */
const ALL = 95;

/** The natural place of a value: its word, or on which side of nothing and of the gap a figure lies. */
export function natural({ value, kind }: Fact, split: number | null): string {
  if (typeof value === "string") return value;
  if (value === 0) return "nothing";
  if (kind === "share" && value >= ALL) return "all";
  const side = split === null ? "" : value > split ? " above" : " below";
  return `${value < 0 ? "minus" : "plus"}${side}`;
}
