/** The definitions of the charts about service levels, said once more in another way, for the test of all figures. */
import type { commitment, slaClock } from "#db/schema/sla";
import type { Point } from "../model";
import type { ChartId } from "../registry";

/** Rows of the queue asked for; `isWithin` tells the days asked for. */
export type ServiceTables = {
  clocks: (typeof slaClock.$inferSelect)[];
  commitments: (typeof commitment.$inferSelect)[];
  days: string[];
  isWithin: (at: Date | null) => boolean;
};

export type ServiceChartId = Extract<ChartId, `sla-${string}` | "commitments">;

const kinds = { first: "First reply", next: "Next reply", resolution: "Resolution" } as const;
const states = { kept: "Kept", broken: "Broken", open: "Open" } as const;

/** Each chart computed from whole tables, row by row; all of it is long ago, so that what runs is overdue. */
export const serviceDefinitions: Record<ServiceChartId, (tables: ServiceTables) => Point[]> = {
  "sla-attainment": ({ clocks, isWithin }) => {
    const counted = clocks.filter(
      (row) => isWithin(row.startedAt) && (row.stoppedAt || row.breachedAt || row.dueAt),
    );
    const policies = [...new Set(counted.map(({ policy }) => policy))];
    return policies.flatMap((policy) =>
      Object.entries(kinds).map(([kind, series]) => {
        const these = counted.filter((row) => row.policy === policy && row.kind === kind);
        const met = these.filter((row) => row.stoppedAt && !row.breachedAt);
        return {
          x: policy === "standard" ? "Standard" : `${policy} (removed)`,
          series,
          y: these.length > 0 ? met.length / these.length : null,
        };
      }),
    );
  },
  "sla-breaches": ({ clocks, days, isWithin }) =>
    perDayAndSeries(
      days,
      clocks.filter((row) => isWithin(row.breachedAt)),
      (row) => row.breachedAt,
      (row) => kinds[row.kind],
      Object.values(kinds),
    ),
  commitments: ({ commitments, days, isWithin }) =>
    perDayAndSeries(
      days,
      commitments.filter((row) => isWithin(row.madeAt) && row.state !== "withdrawn"),
      (row) => row.madeAt,
      (row) => states[row.state as keyof typeof states],
      ["Open", "Kept", "Broken"],
    ),
};

function perDayAndSeries<Row>(
  days: string[],
  rows: Row[],
  at: (row: Row) => Date | null,
  seriesOf: (row: Row) => string,
  all: readonly string[],
): Point[] {
  const present = all.filter((series) => rows.some((row) => seriesOf(row) === series));
  return days.flatMap((x) =>
    present.map((series) => ({
      x,
      series,
      y: rows.filter((row) => at(row)?.toISOString().slice(0, 10) === x && seriesOf(row) === series).length,
    })),
  );
}
