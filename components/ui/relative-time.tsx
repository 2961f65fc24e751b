/** A moment in relative words that keep themselves current, with the exact time on hover. */
"use client";
import { useClockText } from "./clock";
import { exactWords, relativeWords } from "./time-words";

type RelativeTimeProps = { time: Date | string | number; compact?: boolean; className?: string };

export function RelativeTime({ time, compact, className }: RelativeTimeProps) {
  const moment = new Date(time).getTime();
  const words = useClockText((now) => relativeWords(moment, now, compact));
  return (
    // The exact words depend on the reader's time zone, which the server does not know.
    <time
      className={className}
      dateTime={new Date(moment).toISOString()}
      suppressHydrationWarning
      onPointerEnter={(event) => {
        event.currentTarget.title = exactWords(moment);
      }}
    >
      {words}
    </time>
  );
}
