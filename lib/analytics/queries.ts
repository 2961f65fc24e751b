/** Figures of one chart for a range, and the words of all charts. */
import { z } from "zod";
import { authorise, type Ctx } from "#lib/platform/context";
import { parseInput } from "#lib/platform/parse";
import { rangeOf } from "./chart";
import { ChartWords, type Figures, RangeInput } from "./model";
import { chartIds, charts } from "./registry";

export const FiguresInput = RangeInput.and(z.object({ chart: z.enum(chartIds) }));
export type FiguresInput = z.input<typeof FiguresInput>;

/** The figures of one chart; days are UTC. */
export async function figures(ctx: Ctx, input: FiguresInput): Promise<Figures> {
  authorise(ctx, "desk.read");
  const { chart, ...range } = parseInput(FiguresInput, input);
  return charts[chart].load(ctx, rangeOf(range));
}

/** What each chart says of itself, in the order of the page. */
export function chartWords(): ChartWords[] {
  return chartIds.map((id) => ChartWords.parse({ id, ...charts[id] }));
}
