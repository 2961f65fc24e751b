/** A moment in relative words that keep themselves current, with the exact time on hover. */
"use client";
import { useClockText } from "./clock";
import { clockWords, exactWords, relativeWords } from "./time-words";

type RelativeTimeProps = {
  time: Date | string | number;
  compact?: boolean;
  /**
   * Where the order of moments counts, and a finger hovers nowhere: after an hour the time of day takes the place of the words.
   * "of day" stands beneath its day, "with day" names it.
   */
  clock?: "of day" | "with day";
  className?: string;
};

export function RelativeTime({ time, compact, clock, className }: RelativeTimeProps) {
  const moment = new Date(time).getTime();
  const relative = (now: number) => relativeWords(moment, now, compact);
  const words = useClockText(
    clock ? (now) => clockWords(moment, now, { isDayKnown: clock === "of day" }) : relative,
    // The time of day depends on the reader's time zone, which the server does not know.
    relative,
  );
  return (
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
