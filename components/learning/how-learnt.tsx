/** How one answer was learnt, ticket by ticket: what the agent made of the same kind of question, and what an analyst did. */
import Link from "next/link";
import type { FirstLook } from "#lib/learning/model";
import { Badge } from "../ui/badge";
import { Meter } from "../ui/meter";
import { RelativeTime } from "../ui/relative-time";
import { learntWords, whatCameOfIt, whatItDid } from "./how-learnt-words";

export function HowLearnt({ looks }: { looks: readonly FirstLook[] }) {
  return (
    <>
      <p className="mb-3 max-w-prose text-md font-medium text-pretty">{learntWords(looks)}</p>
      <ol aria-label="How one answer was learnt" className="flex flex-col divide-y divide-line">
        {looks.map((look, place) => (
          <li
            key={look.ticketId}
            className="grid grid-cols-[5.5rem_9rem_minmax(0,1fr)] items-center gap-x-4 gap-y-1 py-2 phone:grid-cols-1"
          >
            <span className="text-sm text-ink-muted tabular-nums">
              {place === 0 ? "First time" : `Seen ${place} ${place === 1 ? "time" : "times"}`}
            </span>
            <Meter
              label="Confidence"
              value={look.probability}
              text={`${Math.round(look.probability * 100)}%`}
            />
            <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
              <Badge tone={whatItDid(look).tone}>{whatItDid(look).label}</Badge>
              <span className="text-sm text-ink-muted">{whatCameOfIt(look)}</span>
              <Link
                className="min-w-0 truncate text-accent-ink hover:underline"
                href={`/tickets/${look.ticketId}`}
              >
                #{look.ticketId} {look.subject}
              </Link>
              <RelativeTime time={look.at} className="text-sm text-ink-muted" />
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
