/** How a tile compares with the period before, in words. */
import type { Tile } from "#lib/analytics/model";
import { durationWords } from "../ui/time-words";

export type TileChange = { text: string; direction: "up" | "down" | "same"; isGood?: boolean };

/** The difference and whether it is good: "3 points better", "5 fewer"; nothing where either period has no figure. */
export function tileChange({ value, before, format, better }: Tile): TileChange | undefined {
  if (value === null || before === null) return undefined;
  const difference = amount(value - before, format);
  if (!difference) return { text: "no change", direction: "same" };
  const isUp = value > before;
  const isGood = isUp === (better === "higher");
  const much = isUp ? "more" : "fewer";
  const word = format === "number" ? much : isGood ? "better" : "worse";
  return { text: `${difference} ${word}`, direction: isUp ? "up" : "down", isGood };
}

/** What is too small to be written is no difference. */
function amount(difference: number, format: Tile["format"]): string | null {
  const size = Math.abs(difference);
  switch (format) {
    case "percent": {
      const points = Math.round(size * 100);
      return points === 0 ? null : `${points} ${points === 1 ? "point" : "points"}`;
    }
    case "duration":
      return size < 500 ? null : durationWords(size);
    case "number":
      return size === 0 ? null : size.toLocaleString("en");
  }
}
