/** The charts of the registry in their sections, under one choice of days and queue. */
"use client";
import type { ChartSection, ChartWords } from "#lib/analytics/model";
import type { Queue } from "#lib/team/model";
import { ChartGrid } from "../ui/chart-figure";
import { Section } from "../ui/section";
import { useAnalyticsRange } from "./analytics-range";
import { ChartCard } from "./chart-card";
import { RangeBar } from "./range-bar";
import { TileRow } from "./tile-row";

type AnalyticsBoardProps = {
  /** The parts of the page, in order. */
  sections: readonly ChartSection[];
  charts: readonly ChartWords[];
  queues: readonly Queue[];
  today: string;
  /** Whether the key figures stand above the charts. */
  withTiles?: boolean;
};

export function AnalyticsBoard({ sections, charts, queues, today, withTiles }: AnalyticsBoardProps) {
  const place = useAnalyticsRange(today);
  return (
    <>
      <RangeBar place={place} queues={queues} today={today} />
      {withTiles && <TileRow range={place.range} isValid={!place.fault} />}
      <div>
        {sections.map((section) => (
          <Section key={section} title={section}>
            <ChartGrid>
              {charts
                .filter((words) => words.section === section)
                .map((words) => (
                  <ChartCard key={words.id} words={words} range={place.range} isValid={!place.fault} />
                ))}
            </ChartGrid>
          </Section>
        ))}
      </div>
    </>
  );
}
