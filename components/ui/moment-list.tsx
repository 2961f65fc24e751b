/** What happened, one moment below the other: when, what, and who did it. */
import type { ReactNode } from "react";
import { RelativeTime } from "./relative-time";

type Moment = { id: number | string; at: Date; words: ReactNode; actorName?: string };

export function MomentList({ moments }: { moments: readonly Moment[] }) {
  return (
    <ol className="flex flex-col gap-1.5">
      {moments.map(({ id, at, words, actorName }) => (
        <li key={id} className="flex gap-x-3">
          <RelativeTime clock="with day" time={at} className="w-24 shrink-0 text-ink-muted tabular-nums" />
          <span className="flex min-w-0 flex-wrap gap-x-3">
            <bdi className="min-w-0">{words}</bdi>
            {actorName && <bdi className="text-ink-faint">{actorName}</bdi>}
          </span>
        </li>
      ))}
    </ol>
  );
}
