/** How figures of a replay are written. */

/** Three places, as papers print them; a dash for what could not be computed. */
export function figureText(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : value.toFixed(3);
}

/** The difference of two figures with its sign. */
export function differenceText(value: number | null | undefined, from: number | null | undefined): string {
  if (typeof value !== "number" || typeof from !== "number") return "–";
  const difference = value - from;
  return `${difference < 0 ? "−" : "+"}${Math.abs(difference).toFixed(3)}`;
}
