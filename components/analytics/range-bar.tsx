/** Chooses the days and the queue the charts are about. */
"use client";
import type { Queue } from "#lib/team/model";
import { Button } from "../ui/button";
import { DateInput } from "../ui/date-input";
import { Select } from "../ui/select";
import { presets, type useAnalyticsRange } from "./analytics-range";

type RangeBarProps = { place: ReturnType<typeof useAnalyticsRange>; queues: readonly Queue[]; today: string };

/** A menu entry cannot have an empty value. */
const everyQueue = "all";

export function RangeBar({ place, queues, today }: RangeBarProps) {
  const { range, fault, preset } = place;
  return (
    <div className="mb-4 border-b border-line pb-4">
      <div className="flex flex-wrap items-center gap-2">
        <fieldset className="flex gap-1">
          <legend className="sr-only">Period</legend>
          {presets.map((days) => (
            <Button
              key={days}
              variant={preset === days ? "secondary" : "ghost"}
              aria-pressed={preset === days}
              onClick={() => place.setPreset(days)}
            >
              {days} days
            </Button>
          ))}
        </fieldset>
        <div className="flex items-center gap-1.5">
          <DateInput
            type="date"
            aria-label="First day"
            className="w-36"
            value={range.from}
            max={range.to}
            onChange={(event) => event.target.value && place.setFrom(event.target.value)}
          />
          <span aria-hidden className="text-ink-faint">
            –
          </span>
          <DateInput
            type="date"
            aria-label="Last day"
            className="w-36"
            value={range.to}
            max={today}
            onChange={(event) => event.target.value && place.setTo(event.target.value)}
          />
        </div>
        <Select
          aria-label="Queue"
          className="w-48"
          value={range.queueId ? String(range.queueId) : everyQueue}
          onValueChange={(value) => place.setQueue(value === everyQueue ? null : Number(value))}
          options={[
            { value: everyQueue, label: "All queues" },
            ...queues.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
        />
      </div>
      {fault && (
        <p role="alert" className="mt-2 text-sm text-critical-ink">
          {fault}
        </p>
      )}
    </div>
  );
}
