/** How the desk is doing: every chart of the registry, for a range of days and a queue. */
import type { Metadata } from "next";
import { AnalyticsBoard } from "#components/analytics/analytics-board";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { deskSections } from "#lib/analytics/model";
import { chartWords } from "#lib/analytics/queries";
import { queues } from "#lib/team/queries";
import { requireCtx } from "../../session";

export const metadata: Metadata = { title: "Analytics" };

export default async function AnalyticsPage() {
  const ctx = await requireCtx();
  return (
    <PageBody wide>
      <PageHeader
        title="Analytics"
        description="How the desk is doing, compared with the period before. Each figure says how it is computed. Days are UTC."
      />
      <AnalyticsBoard
        sections={deskSections}
        charts={chartWords()}
        queues={await queues(ctx)}
        withTiles
        today={ctx.now().toISOString().slice(0, 10)}
      />
    </PageBody>
  );
}
