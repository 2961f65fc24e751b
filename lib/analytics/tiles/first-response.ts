/** How long customers waited for their first answer. */
import { and, eq, isNotNull } from "drizzle-orm";
import { ticket } from "#db/schema/tickets";
import { count, during, elapsed, inQueue, percentile } from "../chart";
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
      .where(
        and(
          during(ticket.openedAt, range),
          inQueue(ticket.queueId, range),
          eq(ticket.kind, "request"),
          isNotNull(ticket.firstReplyAt),
        ),
      );
    return { value: row && row.count > 0 ? row.value : null, sample: row?.count ?? 0 };
  },
};
