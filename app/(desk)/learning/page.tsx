/** Whether the agent gets better, what the decisions have taught so far, and how to take it away as training data. */
import type { Metadata } from "next";
import { DatasetDownload } from "#components/learning/dataset-download";
import { LabelCounts } from "#components/learning/label-counts";
import { LearningNavigation } from "#components/learning/learning-navigation";
import { Progress } from "#components/learning/progress";
import { RecentLabels } from "#components/learning/recent-labels";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { addDays } from "#lib/analytics/model";
import { chartWords } from "#lib/analytics/queries";
import { draftProgress } from "#lib/analytics/queries/right-first-draft";
import { datasetCounts, recentLabels } from "#lib/learning/queries";
import { roleMay } from "#lib/team/model";
import { publicOrigin } from "../../origin";
import { requireCtx } from "../../session";

const shown = ["right-first-draft", "edit-distance"];
const daysShown = 90;

export const metadata: Metadata = { title: "Learning" };

export default async function LearningPage() {
  const ctx = await requireCtx();
  const [counts, labels, progress, origin] = await Promise.all([
    datasetCounts(ctx),
    recentLabels(ctx),
    draftProgress(ctx),
    publicOrigin(),
  ]);
  const today = ctx.now().toISOString().slice(0, 10);
  return (
    <PageBody>
      <LearningNavigation />
      <PageHeader
        title="Learning"
        description="Every decision on a proposal is a labelled example: what was seen, what was proposed, what was sent. Names, addresses and secrets are taken out when the label is written."
      />
      <Section title="Is it getting better?">
        <Progress
          progress={progress}
          charts={chartWords().filter(({ id }) => shown.includes(id))}
          range={{ from: addDays(today, 1 - daysShown), to: today }}
        />
      </Section>
      <Section title="Labels">
        <LabelCounts counts={counts} />
      </Section>
      <Section
        title="Dataset"
        description="One JSON object a line. A decision that was taken back leaves no row; a proposal that was not needed teaches the gate and no text format. What an analyst writes instead of a rejected proposal is preferred to it."
      >
        <DatasetDownload
          counts={counts}
          origin={origin}
          mayExport={roleMay(ctx.actor.role, "dataset.export")}
        />
      </Section>
      <div id="labels" className="scroll-mt-4 border-t border-line pt-4">
        <Section title="Newest labels">
          <RecentLabels labels={labels} />
        </Section>
      </div>
    </PageBody>
  );
}
