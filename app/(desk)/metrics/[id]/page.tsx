/** One series: its chart with what is usual, anomalies and changes, its sensitivity, and thresholds for a rule file. */
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { cache } from "react";
import { AnomalyTable, ChangeTable } from "#components/metrics/anomaly-table";
import { MetricChart } from "#components/metrics/metric-chart";
import { RangeLinks } from "#components/metrics/range-links";
import { SensitivityForm } from "#components/metrics/sensitivity-form";
import { SeriesState } from "#components/metrics/series-state";
import { ThresholdTable } from "#components/metrics/threshold-table";
import { Button } from "#components/ui/button";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { chartHours, labelText, unitOf } from "#lib/metrics/model";
import { nameSensitivity, seriesById, seriesHistory } from "#lib/metrics/queries";
import { recommendedFor } from "#lib/metrics/recommended";
import { roleMay } from "#lib/platform/rules";
import { requireCtx } from "../../../session";
import { setSensitivityAction } from "../actions";

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const seriesOf = cache(async (id: string) => {
  const ctx = await requireCtx();
  return /^\d{1,15}$/.test(id) ? seriesById(ctx, Number(id)) : null;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await seriesOf((await params).id))?.name ?? "Series" };
}

export default async function SeriesPage({ params, searchParams }: Props) {
  const ctx = await requireCtx();
  const [{ id }, asked] = await Promise.all([params, searchParams]);
  const series = await seriesOf(id);
  if (!series) notFound();
  const hours = chartHours.find((one) => String(one) === asked.hours) ?? 24;
  const alarms = ["0", "1", "3"].includes(String(asked.alarms)) ? Number(asked.alarms) : 1;
  const to = ctx.now().getTime();
  const range = { from: to - hours * 3_600_000, to };
  const [{ buckets, anomalies, changes }, recommended, ofName] = await Promise.all([
    seriesHistory(ctx, series, range),
    recommendedFor(ctx, series, alarms),
    nameSensitivity(ctx, series),
  ]);
  const unit = unitOf(series);
  const places = buckets.map(({ at, mean, low, high }) => {
    const inDay = new Date(at).getUTCHours();
    const block = recommended?.blocks.find(({ fromHour, toHour }) => inDay >= fromHour && inDay < toHour);
    return { at, mean, low, high, ...(block && { upper: block.upper, lower: block.lower }) };
  });
  return (
    <PageBody wide>
      <PageHeader
        title={<span className="break-all">{series.name}</span>}
        description={<span className="break-all">{labelText(series.labels) || "No labels"}</span>}
        actions={
          <Button asChild>
            <Link href="/metrics">All series</Link>
          </Button>
        }
      />
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <SeriesState series={series} unit={unit} />
        <RangeLinks
          hours={hours}
          addressOf={(wanted) => `/metrics/${series.id}?hours=${wanted}&alarms=${alarms}`}
        />
      </div>
      {places.length > 0 ? (
        <MetricChart
          label={`${series.name} over time`}
          unit={unit}
          range={range}
          places={places}
          anomalies={anomalies.map(({ startedAt, endedAt }) => ({
            from: startedAt.getTime(),
            to: endedAt?.getTime() ?? to,
          }))}
          alarms={(recommended?.alarms ?? []).filter(({ from }) => from >= range.from)}
          changes={changes.map(({ at, title }) => ({ at: at.getTime(), title }))}
        />
      ) : (
        <p className="py-8 text-center text-ink-muted">No points in this time range.</p>
      )}
      <Section title="Anomalies" className="mt-6">
        <AnomalyTable anomalies={anomalies} />
      </Section>
      <Section
        title="Changes at the same time"
        description="Deployments and configuration changes of this service, as other systems report them."
      >
        <ChangeTable changes={changes} />
      </Section>
      <Section
        title="Sensitivity"
        description="How many false alarms are acceptable. The detector sets its threshold to what this series itself shows."
      >
        {roleMay(ctx.actor.role, "policy.manage") ? (
          <SensitivityForm
            series={series}
            own={series.falseAlarmsPerWeek}
            ofName={ofName}
            save={setSensitivityAction}
          />
        ) : (
          <p className="text-ink-muted">Leads can change it.</p>
        )}
      </Section>
      <Section
        title="Recommended thresholds"
        description="Fixed limits by time of day, made from the last seven days, for a rule of your own monitoring."
        actions={
          recommended && (
            <Button asChild>
              <a href={`/api/series/${series.id}/rules?alarms=${alarms}`} download>
                Download Prometheus rules
              </a>
            </Button>
          )
        }
      >
        <nav aria-label="Alarms a week" className="mb-2 flex flex-wrap gap-3 text-ink-muted">
          {[0, 1, 3].map((number) => (
            <Link
              key={number}
              href={`/metrics/${series.id}?hours=${hours}&alarms=${number}`}
              aria-current={number === alarms ? "page" : undefined}
              className={number === alarms ? "font-medium text-ink" : "underline underline-offset-2"}
            >
              {number === 0 ? "No alarm a week" : `At most ${number} a week`}
            </Link>
          ))}
        </nav>
        {recommended ? (
          <ThresholdTable blocks={recommended.blocks} unit={unit} />
        ) : (
          <p className="text-ink-muted">There are too few points yet: every part of the day needs some.</p>
        )}
      </Section>
    </PageBody>
  );
}
