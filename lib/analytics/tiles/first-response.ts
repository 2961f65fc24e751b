import { ticket } from "#db/schema/tickets";
import { count, elapsed, percentile } from "../chart";
import { answeredIn } from "../counted";
import type { TileSource } from "./tile";

export const firstResponseTile: TileSource = {
  title: "First response",
  definition: "Median time from a ticket's first message to the first reply, by the day the ticket came in.",
  format: "duration",
  better: "lower",
  sampleUnit: "answered tickets",
  async load(ctx, range) {
    const [row] = await ctx.db
      .select({ value: percentile(0.5, elapsed(ticket.openedAt, ticket.firstReplyAt)), count })
      .from(ticket)
      .where(answeredIn(range));
    return { value: row && row.count > 0 ? row.value : null, sample: row?.count ?? 0 };
  },
};
