/** Where figures are cut: only where what lies beyond is one cause's own. What merely differs by chance is not cut. Pure. */

/** A figure of a cause; `isTold` where what the team says of the cause tells it. */
export type Point = { value: number; cause: number; isTold: boolean };

/** Results of a cause from which on its figures may be its own. */
const ENOUGH = 3;
const ENOUGH_TOLD = 2;
/** Share of its figures that lie beyond the cut, and share of all others that do. */
const INSIDE = 0.8;
const OUTSIDE = 0.08;

/** Below the one and above the other figures are one cause's own; null where none are. */
export type Cuts = { below: number | null; above: number | null };

/** The cuts of the figures of one path. */
export function cutsOf(points: readonly Point[]): Cuts {
  const below = ownCut(points.map((point) => ({ ...point, value: -point.value })));
  return { below: below === null ? null : -below, above: ownCut(points) };
}

/** Where figures lie that are nobody's own. */
export const USUAL = "span usual";

/** The span a figure lies in. */
export function spanOf(value: number, { below, above }: Cuts): string {
  if (above !== null && value > above) return "span above";
  return below !== null && value < below ? "span below" : USUAL;
}

/** The cut above which figures are one cause's own: in the middle of the gap; null where there is none. */
function ownCut(points: readonly Point[]): number | null {
  let best: { cut: number; gap: number } | null = null;
  for (const cause of new Set(points.map((point) => point.cause))) {
    const own = sorted(points, (point) => point.cause === cause);
    const others = sorted(points, (point) => point.cause !== cause);
    const isTold = points.some((point) => point.cause === cause && point.isTold);
    if (own.length < (isTold ? ENOUGH_TOLD : ENOUGH) || others.length < ENOUGH) continue;
    const least = own[Math.floor((1 - INSIDE) * own.length)] ?? 0;
    const most = others[Math.ceil((1 - OUTSIDE) * others.length) - 1] ?? 0;
    if (least <= most) continue;
    const gap = least - most;
    if (!best || gap > best.gap) best = { cut: (least + most) / 2, gap };
  }
  return best?.cut ?? null;
}

function sorted(points: readonly Point[], which: (point: Point) => boolean): number[] {
  return points
    .filter(which)
    .map(({ value }) => value)
    .sort((left, right) => left - right);
}
