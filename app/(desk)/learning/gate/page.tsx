/** When the agent speaks and whether that is right: the gate's honesty, its silences, what exploration found, its weights. */
import type { Metadata } from "next";
import { AnalyticsBoard } from "#components/analytics/analytics-board";
import { GateRows } from "#components/learning/gate-rows";
import { GateStandings } from "#components/learning/gate-standings";
import { GateWeights } from "#components/learning/gate-weights";
import { LearningNavigation } from "#components/learning/learning-navigation";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import { gateSections } from "#lib/analytics/model";
import { chartWords } from "#lib/analytics/queries";
import { judgementRows, silenceRows } from "#lib/analytics/queries/gate-rows";
import { gateState } from "#lib/learning/gate-state";
import { queues } from "#lib/team/queries";
import { requireCtx } from "../../../session";

export const metadata: Metadata = { title: "Gate" };

export default async function GatePage() {
  const ctx = await requireCtx();
  const [state, all, judged, silences] = await Promise.all([
    gateState(ctx),
    queues(ctx),
    judgementRows(ctx),
    silenceRows(ctx),
  ]);
  return (
    <PageBody wide>
      <LearningNavigation />
      <PageHeader
        title="Gate"
        description="Before a draft is shown, the gate estimates whether an analyst will find it worth reading, and stays silent below a threshold. It learns from every decision and every grade. Days are UTC."
      />
      <Section title="Where it stands">
        <GateStandings state={state} />
      </Section>
      <div className="border-t border-line pt-4">
        <AnalyticsBoard
          sections={gateSections}
          charts={chartWords()}
          queues={all}
          today={ctx.now().toISOString().slice(0, 10)}
        />
      </div>
      <Section
        title="What it looks at"
        description="The estimate is the sum of value × weight, as a probability. A positive weight speaks for showing the card. Queues learn what they differ in from all."
      >
        <GateWeights state={state} />
      </Section>
      <GateRows
        id="judgements"
        title="Newest judgements"
        description="What the gate learned last: what it had said of the card, what the card had to reach, and what an analyst made of it. All of them, with the gate's values, are in the manifest of the dataset."
        rows={judged}
        empty="Decide on a proposal in the inbox: it stands here once it can no longer be undone, after ten seconds."
      />
      <GateRows
        id="silences"
        title="Newest graded silences"
        description="Silences an analyst graded in the conversation."
        rows={silences}
        empty="Open a ticket on which the agent stayed silent and press S where it should have spoken, or “Right to stay silent”."
      />
    </PageBody>
  );
}
