/** Where the axes of a series are marked: at whole hours, days and round values. Pure. */

const hour = 3_600_000;
const steps = [1, 2, 3, 6, 12, 24, 48, 72, 120, 168].map((hours) => hours * hour);
/** Room for a time and the gap to the next, in px. */
const tickRoom = 72;

/** Whole hours or days (UTC) within the range, as many as `width` px have room for. Times are ms since 1970. */
export function timeTicks({ from, to }: { from: number; to: number }, width: number): number[] {
  const most = Math.max(2, Math.floor(width / tickRoom));
  const step =
    steps.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most / (24 * hour)) * 24 * hour;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, place) => first + place * step);
}

const mostValues = 5;

/** Round values, in steps of 1, 2 or 5, that hold all of `values` between them; none without values. */
export function valueTicks(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const least = values.reduce((one, other) => Math.min(one, other));
  const greatest = values.reduce((one, other) => Math.max(one, other));
  const rough = (greatest - least || Math.abs(greatest) || 1) / mostValues;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5].find((one) => rough <= one * power) ?? 10);
  const first = Math.floor(least / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(greatest / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, place) =>
    Number(((first + place) * step).toPrecision(12)),
  );
}
