/** The series that are watched, with how each stands. */
import { ChartSpline } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { SeriesFilters } from "#components/metrics/series-filters";
import { SeriesTable } from "#components/metrics/series-table";
import { Button } from "#components/ui/button";
import { EmptyState } from "#components/ui/empty-state";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { SeriesFilter } from "#lib/metrics/model";
import { metricSources, seriesCounts, seriesPage } from "#lib/metrics/queries";
import { roleMay } from "#lib/platform/rules";
import { unstorable } from "#lib/platform/unstorable";
import { requireCtx } from "../../session";

export const metadata: Metadata = { title: "Metrics" };

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default async function MetricsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireCtx();
  const mayAdd = roleMay(ctx.actor.role, "connector.manage");
  const given = Object.entries(await searchParams).filter(
    ([, value]) => typeof value === "string" && value !== "",
  );
  const filter = unstorable(given) ? {} : SeriesFilter.catch({}).parse(Object.fromEntries(given));
  const [{ rows, next }, counts, sources] = await Promise.all([
    seriesPage(ctx, filter),
    seriesCounts(ctx),
    metricSources(ctx),
  ]);
  return (
    <PageBody wide>
      <PageHeader
        title="Metrics"
        description="Each series is compared with what is usual for it at this hour. What is unusual becomes an alert."
        actions={
          mayAdd && (
            <Button asChild>
              <Link href="/metrics/sources">Sources</Link>
            </Button>
          )
        }
      />
      <SeriesFilters
        filter={filter}
        counts={counts}
        sources={sources.map(({ id, name }) => ({ id, name }))}
      />
      {rows.length > 0 ? (
        <SeriesTable rows={rows} />
      ) : sources.length === 0 ? (
        <EmptyState icon={<ChartSpline />} title="No metrics yet">
          {mayAdd ? (
            <Link href="/metrics/sources" className="underline underline-offset-2">
              Add a source
            </Link>
          ) : (
            "An administrator adds a source"
          )}
          : a Prometheus, or an OpenTelemetry collector. Its series appear here.
        </EmptyState>
      ) : (
        <EmptyState title="No results">Remove a filter to see more series.</EmptyState>
      )}
      <nav aria-label="Pages" className="flex justify-between py-4">
        {filter.after ? (
          <Button asChild>
            <Link href={addressOf({ ...filter, after: undefined })}>First page</Link>
          </Button>
        ) : (
          <span />
        )}
        {next && (
          <Button asChild>
            <Link href={addressOf({ ...filter, after: next })}>Next page</Link>
          </Button>
        )}
      </nav>
    </PageBody>
  );
}

function addressOf(filter: SeriesFilter): string {
  const entries = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []));
  return `/metrics?${new URLSearchParams(entries)}`;
}
