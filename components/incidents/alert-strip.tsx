/** When an alert fired, as bars on the time of its incident. */
"use client";
import type { Member } from "#lib/incidents/model";
import { useClockText } from "../ui/clock";
import { exactWords } from "../ui/time-words";

type AlertStripProps = { member: Member; from: number; until: number | null };

export function AlertStrip({ member: { episodes, name }, from, until }: AlertStripProps) {
  const now = Number(useClockText((time) => String(time - (time % 10_000))));
  const end = Math.max(until ?? now, from + 60_000);
  const place = (time: number) => Math.min(100, Math.max(0, (100 * (time - from)) / (end - from)));
  const flips = episodes.reduce((sum, episode) => sum + episode.flips, 0);
  const words = episodes
    .slice(-5)
    .map(({ startsAt, endsAt }) =>
      endsAt
        ? `fired from ${exactWords(startsAt.getTime())} to ${exactWords(endsAt.getTime())}`
        : `fires since ${exactWords(startsAt.getTime())}`,
    )
    .join("; ");
  return (
    <div className="flex min-w-40 items-center gap-2">
      <svg
        role="img"
        aria-label={`${name} ${words}`}
        viewBox="0 0 100 8"
        preserveAspectRatio="none"
        suppressHydrationWarning
        className="h-3 w-full rounded-sm bg-hover"
      >
        <title>{words}</title>
        {episodes.map(({ startsAt, endsAt }) => (
          <rect
            key={startsAt.getTime()}
            x={place(startsAt.getTime())}
            width={Math.max(1, place((endsAt ?? new Date(end)).getTime()) - place(startsAt.getTime()))}
            y={0}
            height={8}
            className={endsAt ? "fill-line-strong" : "fill-critical"}
          />
        ))}
      </svg>
      {flips > 0 && <span className="shrink-0 text-sm text-ink-muted tabular-nums">flapped {flips} ×</span>}
    </div>
  );
}
