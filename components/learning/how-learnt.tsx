/** How one answer was learnt, ticket by ticket: what the agent made of the same kind of question, and what an analyst did. */

import Link from "next/link";
import type { FirstRun } from "#lib/learning/model";
import { timesWords } from "#lib/platform/count/rules";
import { percentWords } from "#lib/platform/percent/rules";
import { Badge } from "../ui/badge";
import { Meter } from "../ui/meter";
import { RelativeTime } from "../ui/relative-time";
import { learntWords, whatCameOfIt, whatItDid } from "./how-learnt-words";

export function HowLearnt({ runs }: { runs: readonly FirstRun[] }) {
  return (
    <>
      <p className="mb-3 max-w-prose text-md font-medium text-pretty">{learntWords(runs)}</p>
      <ol aria-label="Learnt ticket by ticket" className="flex flex-col divide-y divide-line">
        {runs.map((run, place) => (
          <li
            key={run.ticketId}
            className="grid grid-cols-[5.5rem_9rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1 py-2 phone:grid-cols-1"
          >
            <span className="text-sm text-ink-muted tabular-nums">
              {place === 0 ? "First time" : `Seen ${timesWords(place)}`}
            </span>
            <Meter label="Confidence" value={run.probability} text={percentWords(run.probability)} />
            <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
              <Badge tone={whatItDid(run).tone}>{whatItDid(run).label}</Badge>
              <span className="text-sm text-ink-muted">{whatCameOfIt(run)}</span>
              <Link
                className="min-w-0 truncate text-accent-ink hover:underline"
                href={`/tickets/${run.ticketId}`}
              >
                #{run.ticketId} {run.subject}
              </Link>
              <RelativeTime time={run.at} className="text-sm text-ink-muted" />
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
