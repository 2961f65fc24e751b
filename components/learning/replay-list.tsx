/** Finished replays, newest first: one is read, a second one laid beside it. */
import Link from "next/link";
import type { ReplayRun } from "#lib/evaluation/model";
import { measures } from "#lib/evaluation/rules";
import { RelativeTime } from "../ui/relative-time";
import { ListTable, Td } from "../ui/table";
import { figureText } from "./replay-text";

type ReplayListProps = { runs: readonly ReplayRun[]; shown: ReplayRun; beside: ReplayRun | null };

const columns = [
  "Replay",
  "Conversations",
  { label: "Tickets", numeric: true },
  { label: "Match", numeric: true, title: measures.match.definition },
  { label: "Shown", numeric: true, title: measures.shown.definition },
  { label: "Accepted when shown", numeric: true, title: measures.shown_accept.definition },
  "Finished",
];

export function ReplayList({ runs, shown, beside }: ReplayListProps) {
  return (
    <ListTable label="Finished replays" columns={columns}>
      {runs.map((run) => (
        <tr key={run.id} className={run.id === shown.id ? "font-medium" : undefined}>
          <Td>
            <Link
              className="text-accent-ink hover:underline"
              href={`/learning/replays?run=${run.id}`}
              aria-current={run.id === shown.id ? "true" : undefined}
            >
              {run.name}
            </Link>
          </Td>
          <Td>{run.report.file}</Td>
          <Td numeric>{run.report.tickets.toLocaleString("en")}</Td>
          <Td numeric>{figureText("match", run.report.all.match)}</Td>
          <Td numeric>{figureText("shown", run.report.all.shown)}</Td>
          <Td numeric>{figureText("shown_accept", run.report.all.shown_accept)}</Td>
          <Td>
            <RelativeTime time={run.finishedAt} />
          </Td>
          <Td>
            <BesideLink run={run} shown={shown} beside={beside} />
          </Td>
        </tr>
      ))}
    </ListTable>
  );
}

function BesideLink({ run, shown, beside }: { run: ReplayRun; shown: ReplayRun; beside: ReplayRun | null }) {
  if (run.id === shown.id) return <span className="text-ink-faint">Shown</span>;
  if (run.id === beside?.id) return <span className="text-ink-faint">Beside it</span>;
  return (
    <Link
      className="text-accent-ink whitespace-nowrap hover:underline"
      href={`/learning/replays?run=${shown.id}&beside=${run.id}`}
      aria-label={`Compare ${run.name} beside ${shown.name}`}
    >
      Compare
    </Link>
  );
}
