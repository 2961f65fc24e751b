/** Whether the agent gets better, what was learned from decisions so far, and how to take it away as training data. */
import type { Metadata } from "next";
import { DatasetDownload } from "#components/learning/dataset-download";
import { HowLearnt } from "#components/learning/how-learnt";
import { LabelCounts } from "#components/learning/label-counts";
import { LearningNavigation } from "#components/learning/learning-navigation";
import { Progress } from "#components/learning/progress";
import { RecentLabels } from "#components/learning/recent-labels";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { ruleDecisionCount } from "#lib/alert-rules/export";
import { firstDayShown } from "#lib/analytics/first-day";
import { chartWords } from "#lib/analytics/queries";
import { draftProgress } from "#lib/analytics/queries/right-first-draft";
import { howLearnt } from "#lib/learning/how-learnt";
import { kindLearnt } from "#lib/learning/model";
import { datasetCounts, recentLabels } from "#lib/learning/queries";
import { roleMay } from "#lib/platform/rules";
import { publicOrigin } from "../../origin";
import { requireCtx } from "../../session";

const shown = ["right-first-draft", "edit-distance"];

export const metadata: Metadata = { title: "Learning" };

export default async function LearningPage() {
  const ctx = await requireCtx();
  const [counts, ruleDecisions, labels, progress, runs, origin] = await Promise.all([
    datasetCounts(ctx),
    ruleDecisionCount(ctx),
    recentLabels(ctx),
    draftProgress(ctx),
    howLearnt(ctx),
    publicOrigin(),
  ]);
  const today = ctx.now().toISOString().slice(0, 10);
  return (
    <PageBody>
      <LearningNavigation />
      <PageHeader
        title="Learning"
        description="Every decision on a proposal becomes a training example: the conversation, the proposal, and what was sent. Names, addresses and secrets are redacted when the example is stored."
      />
      <Section title="Is the agent improving?">
        <Progress
          progress={progress}
          charts={chartWords().filter(({ id }) => shown.includes(id))}
          range={{ from: firstDayShown(today, progress.since), to: today }}
        />
      </Section>
      {runs && (
        <div id="how-learnt" className="scroll-mt-4">
          <Section
            title={kindLearnt(runs) === "reply" ? "How one answer was learnt" : "How one look-up was learnt"}
            description="The kind of question that was learnt most visibly, each time it was asked: how sure the agent was of its step, and what the team made of it."
          >
            <HowLearnt runs={runs} />
          </Section>
        </div>
      )}
      <Section title="Training examples">
        <LabelCounts counts={counts} />
      </Section>
      <Section
        title="Dataset"
        description="One JSON object a line. Undone decisions are left out. A proposal that was not needed trains the gate only. What an analyst wrote instead of a rejected proposal is the preferred answer."
      >
        <DatasetDownload
          counts={counts}
          ruleDecisions={ruleDecisions}
          origin={origin}
          mayExport={roleMay(ctx.actor.role, "dataset.export")}
        />
      </Section>
      <div id="labels" className="scroll-mt-4 border-t border-line pt-4">
        <Section title="Latest training examples">
          <RecentLabels labels={labels} />
        </Section>
      </div>
    </PageBody>
  );
}
