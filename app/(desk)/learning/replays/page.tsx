/** What replays of recorded dialogues were worth, one by itself or two side by side. */
import type { Metadata } from "next";
import { z } from "zod";
import { LearningNavigation } from "#components/learning/learning-navigation";
import { ReplayCurves } from "#components/learning/replay-curve";
import { ReplayFigures } from "#components/learning/replay-figures";
import { ReplayList } from "#components/learning/replay-list";
import { ReplaySummary } from "#components/learning/replay-summary";
import { EmptyState } from "#components/ui/empty-state";
import { PageBody, PageHeader } from "#components/ui/page-header";
import { Section } from "#components/ui/section";
import type { ReplayRun } from "#lib/evaluation/model";
import { replayRuns } from "#lib/evaluation/queries";
import { requireCtx } from "../../../session";

export const metadata: Metadata = { title: "Replays" };

const Chosen = z.object({ run: z.coerce.number().optional(), beside: z.coerce.number().optional() });

type SearchParams = Promise<Record<string, string | string[] | undefined>>;

export default async function ReplaysPage({ searchParams }: { searchParams: SearchParams }) {
  const runs = await replayRuns(await requireCtx());
  const chosen = Chosen.catch({}).parse(await searchParams);
  const shown = runs.find(({ id }) => id === chosen.run) ?? runs[0];
  const beside = runs.find(({ id }) => id === chosen.beside && id !== shown?.id) ?? null;
  return (
    <PageBody wide>
      <LearningNavigation />
      <PageHeader
        title="Replays"
        description="Recorded conversations, replayed through the product in the order they happened. The agent only knows tickets that were already closed. After each proposal it is compared with what the analyst really did."
      />
      {shown ? <Runs runs={runs} shown={shown} beside={beside} /> : <NoRuns />}
    </PageBody>
  );
}

function Runs({ runs, shown, beside }: { runs: ReplayRun[]; shown: ReplayRun; beside: ReplayRun | null }) {
  const { report } = shown;
  return (
    <>
      <Section title="Runs">
        <ReplayList runs={runs} shown={shown} beside={beside} />
      </Section>
      <Section
        title={beside ? `${shown.name} beside ${beside.name}` : shown.name}
        description={`${report.all.points.toLocaleString("en")} replies and ${report.all.tool_calls.toLocaleString("en")} tool calls in ${report.tickets.toLocaleString("en")} tickets, drafted by ${report.drafted_by}.`}
      >
        <ReplaySummary shown={shown} beside={beside} />
        <ReplayCurves shown={shown} beside={beside} />
      </Section>
      <Section title="Figures">
        <ReplayFigures shown={shown} beside={beside} />
        <ul className="mt-4 list-disc pl-5 text-sm text-ink-muted">
          {report.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function NoRuns() {
  return (
    <EmptyState title="No replay yet">
      Run <span className="font-mono text-sm">npm run vigil -- replay star FILE --json OUT</span> with a file
      of recorded conversations. The figures appear here.
    </EmptyState>
  );
}
