/** What became of what analysts promised. */
import { and, ne } from "drizzle-orm";
import { commitment } from "#db/schema/sla";
import { commitmentStates } from "#lib/sla/model";
import { type Chart, count, dayOf, during, ofQueue, sumOf } from "../chart";

export const commitmentsKept: Chart = {
  title: "Commitments",
  section: "Service levels",
  definition:
    "What replies promised by a time, by the day it was promised and what became of it. Withdrawn ones are left out.",
  kind: "bar",
  format: "number",
  unit: "commitments",
  sampleUnit: "commitments",
  stacked: true,
  rowsView: "active",
  untilThen: "A reply that says by when something happens, like “by tomorrow noon”, makes one.",
  async load(ctx, range) {
    const day = dayOf(commitment.madeAt);
    const rows = await ctx.db
      .select({ day, state: commitment.state, count })
      .from(commitment)
      .where(
        and(
          during(commitment.madeAt, range),
          ne(commitment.state, "withdrawn"),
          ofQueue(commitment.ticketId, range),
        ),
      )
      .groupBy(day, commitment.state);
    const words = { kept: "Kept", broken: "Broken", open: "Open", withdrawn: "Withdrawn" } as const;
    const states = commitmentStates.filter((state) => rows.some((row) => row.state === state));
    const points = range.days.flatMap((x) =>
      states.map((state) => ({
        x,
        series: words[state],
        y: rows.find((row) => row.day === x && row.state === state)?.count ?? 0,
      })),
    );
    return { points, sample: sumOf(rows, (row) => row.count) };
  },
};
