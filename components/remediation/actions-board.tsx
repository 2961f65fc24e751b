/** Actions of the whole team: what waits for an approval, what was done lately, what each has earned, and the stop. */
"use client";
import Link from "next/link";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { type Role, roleMay } from "#lib/platform/rules";
import type { AutonomyRecord } from "#lib/remediation/autonomy/model";
import type { ActionRun } from "#lib/remediation/model";
import { Refusal } from "../refusal";
import { ToolName } from "../ticket/tool-name";
import { valueWords } from "../ticket/value-words";
import { Badge } from "../ui/badge";
import { PageHeader } from "../ui/page-header";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { Switch } from "../ui/switch";
import { useAction } from "../use-action";
import { type AutonomyActions, AutonomyRows } from "./autonomy-rows";
import { runState } from "./run-words";

type Stopped = { isStopped: boolean };

type ActionsBoardProps = AutonomyActions & {
  me: { id: string; role: Role };
  waiting: ActionRun[];
  /** Requests that nobody decided on in time. */
  undecided: { count: number; days: number };
  recent: ActionRun[];
  autonomyRecords: AutonomyRecord[];
  isStopped: boolean;
  stop: ServerAction<{ key: "policy.actions"; value: Stopped; seen: Stopped }>;
  /** The demo's pretend systems; empty elsewhere. */
  systems: { name: string; state: Record<string, unknown> }[];
};

export function ActionsBoard(props: ActionsBoardProps) {
  const { me, waiting, undecided, recent, autonomyRecords, isStopped, stop, systems, ...autonomy } = props;
  const stopping = useAction(null, stop);
  return (
    <>
      <PageHeader
        title="Actions"
        description="What changes something: who has to approve, what was done, and whether it helped."
      />
      {roleMay(me.role, "policy.manage") && (
        <Section title="Stop">
          <Switch
            label="Stop all actions"
            hint="Nothing is executed while this is on, whoever approved it."
            checked={isStopped}
            disabled={stopping.busy}
            onCheckedChange={(isOn) =>
              stopping.run({ key: "policy.actions", value: { isStopped: isOn }, seen: { isStopped } })
            }
          />
          <Refusal>{stopping.refusal}</Refusal>
        </Section>
      )}
      <Section title="Waiting for another approval" description={undecidedWords(undecided)}>
        <RunList runs={waiting} empty="Nothing waits for an approval." />
      </Section>
      <Section
        title="Autonomy"
        description="What runs by itself on tickets of a category, by its record. Two people turn it on; the first run that goes wrong turns it off."
      >
        <AutonomyRows me={me} autonomyRecords={autonomyRecords} {...autonomy} />
      </Section>
      <Section title="Lately">
        <RunList runs={recent} empty="No action has been run yet." />
      </Section>
      {systems.length > 0 && (
        <Section
          title="Sample systems"
          description="What the demo’s automation acts on. They come into being as somebody looks at them."
        >
          <ul className="grid gap-1 text-sm">
            {systems.map(({ name, state }) => (
              <li key={name}>
                <span className="font-medium">{name}</span>{" "}
                <span className="font-mono text-ink-muted">
                  {Object.entries(state)
                    .map(([key, value]) => `${key} ${valueWords(value)}`)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function undecidedWords({ count, days }: ActionsBoardProps["undecided"]): string | undefined {
  if (count === 0) return undefined;
  return `Nobody decided in time on ${countWords(count, "request")} in the last ${days} days. A person was asked to go on each time.`;
}

function RunList({ runs, empty }: { runs: ActionRun[]; empty: string }) {
  if (runs.length === 0) return <p className="text-ink-muted">{empty}</p>;
  return (
    <ul className="grid gap-1.5">
      {runs.map((run) => {
        const { words, tone } = runState(run);
        return (
          <li key={run.id} className="flex flex-wrap items-center gap-2">
            <Link href={`/tickets/${run.ticketId}`} className="underline underline-offset-2">
              #{run.ticketId}
            </Link>
            <ToolName name={run.action} />
            <span className="font-mono text-sm">{valueWords(run.arguments[run.target])}</span>
            <Badge tone={tone}>{words}</Badge>
            <RelativeTime time={run.preparedAt} className="text-sm text-ink-faint" />
          </li>
        );
      })}
    </ul>
  );
}
