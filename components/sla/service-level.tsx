/** The clocks of a ticket, beside it: what is promised, how much of the time is used, and since when it rests. */
"use client";
import { percentWords } from "#lib/platform/percent/rules";
import type { ClockView } from "#lib/sla/model";
import { Badge } from "../ui/badge";
import { Meter } from "../ui/meter";
import { RelativeTime } from "../ui/relative-time";
import { Section } from "../ui/section";
import { clockState, durationWords, kindWords } from "./clock-words";

export function ServiceLevel({ clocks }: { clocks: readonly ClockView[] }) {
  if (clocks.length === 0) return null;
  return (
    <Section title="Service level">
      <ul className="flex flex-col gap-3">
        {clocks.map((clock) => (
          <ClockItem key={clock.kind} clock={clock} />
        ))}
      </ul>
    </Section>
  );
}

function ClockItem({ clock }: { clock: ClockView }) {
  const { words, tone } = clockState(clock);
  const minutes = Math.round(clock.targetMs / 60_000);
  const used = `${percentWords(clock.share)} of ${durationWords(minutes)}`;
  return (
    <li>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{kindWords[clock.kind]}</span>
        <Badge tone={tone}>{words}</Badge>
        <span className="ml-auto text-sm text-ink-muted">{clock.policyName}</span>
      </p>
      <Meter
        label={`${kindWords[clock.kind]}: time used`}
        value={Math.min(clock.share, 1)}
        text={used}
        tone={tone}
        className="mt-1"
      />
      {clock.dueAt && (
        <p className="mt-0.5 text-sm text-ink-muted">
          {words === "Breached" ? "Was due" : "Due"} <RelativeTime time={clock.dueAt} />
        </p>
      )}
    </li>
  );
}
