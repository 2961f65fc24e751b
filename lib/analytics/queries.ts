/** Figures of one chart for a range, and the words of all charts. */
import { z } from "zod";
import { authorise, type Ctx } from "#lib/platform/context";
import { parseInput } from "#lib/platform/parse";
import { rangeOf } from "./chart";
import { addDays, ChartWords, daysBetween, type Figures, RangeInput, Tile } from "./model";
import { chartIds, charts } from "./registry";
import { tiles } from "./tiles/registry";

export const FiguresInput = RangeInput.and(z.object({ chart: z.enum(chartIds) }));
export type FiguresInput = z.input<typeof FiguresInput>;

/** The figures of one chart; days are UTC. */
export async function figures(ctx: Ctx, input: FiguresInput): Promise<Figures> {
  authorise(ctx, "desk.read");
  const { chart, ...range } = parseInput(FiguresInput, input);
  return charts[chart].load(ctx, rangeOf(range));
}

/** The tiles of a range, each beside the figure of as many days before it. */
export async function tileFigures(ctx: Ctx, input: RangeInput): Promise<Tile[]> {
  authorise(ctx, "desk.read");
  const range = parseInput(RangeInput, input);
  const before = {
    ...range,
    from: addDays(range.from, -1 - daysBetween(range.from, range.to)),
    to: addDays(range.from, -1),
  };
  return Promise.all(
    Object.entries(tiles).map(async ([id, tile]) => {
      const [now, earlier] = await Promise.all([
        tile.load(ctx, rangeOf(range)),
        tile.load(ctx, rangeOf(before)),
      ]);
      return Tile.parse({ id, ...tile, ...now, before: earlier.value });
    }),
  );
}

/** What each chart says of itself, in the order of the page. */
export function chartWords(): ChartWords[] {
  return chartIds.map((id) => ChartWords.parse({ id, ...charts[id] }));
}
