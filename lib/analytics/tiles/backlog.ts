/** How many tickets are open at the end of the range. */
import { backlog } from "../queries/backlog";
import type { TileSource } from "./tile";

export const backlogTile: TileSource = {
  title: "Backlog",
  definition: "Tickets open at the end of the last day.",
  format: "number",
  better: "lower",
  sampleUnit: "open now",
  async load(ctx, range) {
    const { points, sample } = await backlog.load(ctx, range);
    return { value: points.findLast(({ y }) => y !== null)?.y ?? null, sample };
  },
};
