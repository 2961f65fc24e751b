/** Every agent run on this ticket, with what its gate saw. */
"use client";
import { percentWords } from "#lib/platform/percent/rules";
import { abstainReasons } from "#lib/policy/model";
import type { AgentRun } from "#lib/suggestions/model";
import { certificateWords } from "../inbox/ticket-words";
import { Badge, type Tone } from "../ui/badge";
import { DefinitionList } from "../ui/definition-list";
import { RelativeTime } from "../ui/relative-time";
import { useProposals } from "./ticket-query";
import { nameWords } from "./value-words";

const outcomes = {
  proposed: { words: "Proposed", tone: "accent" },
  abstained: { words: "No proposal", tone: "neutral" },
  handed_over: { words: "Escalated", tone: "caution" },
  failed: { words: "Failed", tone: "critical" },
  investigating: { words: "Looked up", tone: "accent" },
} as const satisfies Record<AgentRun["outcome"], { words: string; tone: Tone }>;

export function AgentRuns({ ticketId }: { ticketId: number }) {
  const { data } = useProposals(ticketId);
  if (!data) return null;
  if (data.agentRuns.length === 0)
    return <p className="text-ink-muted">No agent runs yet. The agent runs on every new message.</p>;
  return (
    <ol className="flex flex-col">
      {data.agentRuns.map((run) => (
        <li key={run.id} className="border-b border-line py-2 first:pt-0 last:border-b-0">
          <p className="flex items-center gap-2">
            <Badge tone={outcomes[run.outcome].tone}>{outcomes[run.outcome].words}</Badge>
            {run.gate && (
              <span className="text-sm text-ink-muted tabular-nums">
                {percentWords(run.gate.probability)} of {percentWords(run.gate.threshold)} needed
              </span>
            )}
            <RelativeTime clock="with day" time={run.at} className="ml-auto text-sm text-ink-faint" />
          </p>
          <p className="mt-1 text-ink-muted">
            {run.explanation || (run.reason && abstainReasons[run.reason])}
          </p>
          {run.gate && <GateValues gate={run.gate} />}
        </li>
      ))}
    </ol>
  );
}

function GateValues({ gate }: { gate: NonNullable<AgentRun["gate"]> }) {
  const features = Object.entries(gate.features).sort(([, a], [, b]) => Math.abs(b) - Math.abs(a));
  return (
    <details className="mt-1 text-sm text-ink-muted">
      <summary className="w-fit text-ink-faint hover:text-ink">Features</summary>
      <DefinitionList
        className="mt-1 gap-y-0.5"
        items={[
          { term: "Propensity", value: percentWords(gate.propensity) },
          {
            term: "Threshold",
            value: certificateWords(gate.labelsNeeded === 0),
          },
          ...(gate.explored ? [{ term: "Explored", value: "shown to learn from it" }] : []),
          ...features.map(([name, value]) => ({ term: nameWords(name), value: value.toFixed(2) })),
        ]}
      />
    </details>
  );
}
