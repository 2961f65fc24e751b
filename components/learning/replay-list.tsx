/** Finished replays, newest first: one is read, a second one laid beside it. */
import Link from "next/link";
import type { ReplayRun } from "#lib/evaluation/model";
import { measures } from "#lib/evaluation/rules";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { figureText } from "./replay-text";

const { row, cell } = blockOnPhone;

type ReplayListProps = { runs: readonly ReplayRun[]; shown: ReplayRun; beside: ReplayRun | null };

export function ReplayList({ runs, shown, beside }: ReplayListProps) {
  return (
    <Table label="Finished replays" className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>Replay</Th>
          <Th>Conversations</Th>
          <Th numeric>Tickets</Th>
          <Th numeric title={measures.match.definition}>
            Match
          </Th>
          <Th numeric title={measures.shown.definition}>
            {" "}
            Shown{" "}
          </Th>
          <Th numeric title={measures.shown_accept.definition}>
            {" "}
            Accepted when shown{" "}
          </Th>
          <Th>Finished</Th>
          <Th>
            <span className="sr-only">Compare</span>
          </Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {runs.map((run) => (
          <tr key={run.id} className={cn(row, run.id === shown.id && "font-medium")}>
            <Td className={cn(cell, "phone:order-1")}>
              <Link
                className="text-accent-ink hover:underline"
                href={`/learning/replays?run=${run.id}`}
                aria-current={run.id === shown.id ? "true" : undefined}
              >
                {run.name}
              </Link>
            </Td>
            <Td className={cn(cell, "phone:order-3")}>{run.report.file}</Td>
            <Td numeric className={cn(cell, "phone:order-4")}>
              {run.report.tickets.toLocaleString("en")}
              <Unit>{run.report.tickets === 1 ? "ticket" : "tickets"}</Unit>
            </Td>
            <Td numeric className={cn(cell, "phone:order-5 phone:text-left")}>
              {figureText("match", run.report.all.match)}
              <Unit>match</Unit>
            </Td>
            <Td numeric className={cn(cell, "phone:order-6 phone:text-left")}>
              {figureText("shown", run.report.all.shown)}
              <Unit>shown</Unit>
            </Td>
            <Td numeric className={cn(cell, "phone:order-7 phone:text-left")}>
              {figureText("shown_accept", run.report.all.shown_accept)}
              <Unit>accepted when shown</Unit>
            </Td>
            <Td className={cn(cell, "text-ink-muted phone:order-8")}>
              <RelativeTime time={run.finishedAt} />
            </Td>
            <Td className={cn(cell, "phone:order-2")}>
              <BesideLink run={run} shown={shown} beside={beside} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
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

/** What a figure counts, where the heads of the columns are not seen. */
function Unit({ children }: { children: string }) {
  return <span className="hidden text-ink-muted phone:inline"> {children}</span>;
}
