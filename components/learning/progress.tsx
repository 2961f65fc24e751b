/** In one glance whether the agent gets better: a sentence, and the share of right first drafts over time. */
"use client";
import { Minus, TrendingDown, TrendingUp } from "lucide-react";
import Link from "next/link";
import type { ChartWords, DraftProgress } from "#lib/analytics/model";
import { ChartCard } from "../analytics/chart-card";
import { ChartGrid } from "../ui/chart-figure";
import { cn } from "../ui/cn";
import { progressWords } from "./progress-words";

type ProgressProps = {
  progress: DraftProgress;
  charts: readonly ChartWords[];
  range: { from: string; to: string };
};

const signs = {
  positive: { Icon: TrendingUp, ink: "text-positive-ink" },
  critical: { Icon: TrendingDown, ink: "text-critical-ink" },
  neutral: { Icon: Minus, ink: "text-ink-muted" },
} as const;

export function Progress({ progress, charts, range }: ProgressProps) {
  const { verdict, tone, figures } = progressWords(progress);
  const { Icon, ink } = signs[tone];
  return (
    <>
      <p className={cn("flex items-center gap-2 text-lg font-medium", ink)}>
        <Icon aria-hidden className="size-5" />
        {verdict}
      </p>
      <p className="mt-1 mb-5 max-w-prose text-ink-muted tabular-nums">
        {figures}{" "}
        <Link className="text-accent-ink underline underline-offset-2" href="/learning/replays">
          Replays
        </Link>{" "}
        show the same on recorded dialogues, with learning on beside frozen.
      </p>
      <ChartGrid>
        {charts.map((words) => (
          <ChartCard key={words.id} words={words} range={range} isValid />
        ))}
      </ChartGrid>
    </>
  );
}
