/** When the agent shows a proposal and whether that is right: the calibration of the gate, its abstentions, what exploration found, its weights. */
import type { Metadata } from "next";
import { AnalyticsBoard } from "#components/analytics/analytics-board";
import { GateRows } from "#components/learning/gate-rows";
import { GateThresholds } from "#components/learning/gate-thresholds";
import { GateWeights } from "#components/learning/gate-weights";
import { LearningNavigation } from "#components/learning/learning-navigation";
import { Disclosure } from "#components/ui/disclosure";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { gateSections } from "#lib/analytics/model";
import { chartWords } from "#lib/analytics/queries";
import { abstentionRows, judgementRows } from "#lib/analytics/queries/gate-rows";
import { gateState } from "#lib/learning/gate-state";
import { queues } from "#lib/team/queries";
import { requireCtx } from "../../../session";

export const metadata: Metadata = { title: "Gate" };

export default async function GatePage() {
  const ctx = await requireCtx();
  const [state, all, judged, abstentions] = await Promise.all([
    gateState(ctx),
    queues(ctx),
    judgementRows(ctx),
    abstentionRows(ctx),
  ]);
  return (
    <PageBody wide>
      <LearningNavigation />
      <PageHeader
        title="Gate"
        description="The gate decides which drafts analysts get to see: it shows a draft when it is likely enough to help. It learns from every decision."
      />
      <Section title="Current status">
        <GateThresholds state={state} />
      </Section>
      <GateRows
        id="judgements"
        title="Latest evaluations"
        description="Proposals the gate learned from: its confidence, the threshold, and the analyst's decision. The dataset manifest has all of them."
        rows={judged}
        empty="Decide on a proposal in the inbox. It appears here after ten seconds, when it can no longer be undone."
      />
      <GateRows
        id="abstentions"
        title="Latest graded runs without a proposal"
        description="Agent runs without a proposal that an analyst graded."
        rows={abstentions}
        empty="Open a ticket without a proposal. Press S if there should have been one, or choose “No proposal needed”."
      />
      <Disclosure summary="Details: statistics over time">
        <p className="mb-4 text-ink-muted">Days are UTC.</p>
        <AnalyticsBoard
          sections={gateSections}
          charts={chartWords()}
          queues={all}
          today={ctx.now().toISOString().slice(0, 10)}
        />
      </Disclosure>
      <Disclosure summary="Details: features and weights">
        <p className="mb-4 max-w-prose text-ink-muted">
          The confidence is the sum of value × weight, turned into a probability. A positive weight counts for
          showing the draft. Each queue learns its difference from all queues.
        </p>
        <GateWeights state={state} />
      </Disclosure>
    </PageBody>
  );
}
