/** A schedule drawn over time: each layer, and what they come to together. The same stands below it in words. */
"use client";
import type { ScheduleView, Shift } from "#lib/oncall/model";
import { useDesk } from "../inbox/desk-context";
import { cn } from "../ui/cn";
import { namesOf, zonedDate, zonedTime } from "./oncall-words";

/** One tone a person, by their place in the team; names stand in the bars too. */
const tones = [
  "bg-accent-soft text-accent-ink",
  "bg-positive-soft text-positive-ink",
  "bg-caution-soft text-caution-ink",
  "bg-hover text-ink",
];

export function Timeline({ view }: { view: ScheduleView }) {
  const { schedule, from, to } = view;
  const { timeZone } = schedule;
  const rows = [
    ...schedule.layers
      .map(({ name }, place) => ({ key: `layer-${place}`, name, shifts: view.layers[place] ?? [] }))
      .reverse(),
    { key: "final", name: "On call", shifts: view.shifts },
  ];
  const days = Math.round((to.getTime() - from.getTime()) / 86_400_000);
  return (
    <div aria-hidden className="mb-4 phone:hidden">
      <div className="ml-32 flex text-sm text-ink-faint">
        {Array.from({ length: days }, (_, day) => day).map((day) => (
          <span key={day} className="min-w-0 flex-1 truncate border-l border-line pl-1">
            {zonedDate(new Date(from.getTime() + (day + 0.5) * 86_400_000), timeZone)}
          </span>
        ))}
      </div>
      {rows.map(({ key, name, shifts }) => (
        <div key={key} className="flex items-center border-t border-line">
          <span
            className={cn(
              "w-32 shrink-0 truncate pr-2 text-sm",
              key === "final" ? "font-medium" : "text-ink-muted",
            )}
          >
            {name}
          </span>
          <div className="relative h-8 min-w-0 flex-1">
            {shifts.map((shift) => (
              <Bar key={shift.startsAt.getTime()} shift={shift} view={view} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}

function Bar({ shift, view: { from, to, schedule } }: { shift: Shift; view: ScheduleView }) {
  const { people } = useDesk();
  const length = to.getTime() - from.getTime();
  const left = (shift.startsAt.getTime() - from.getTime()) / length;
  const width = (shift.endsAt.getTime() - shift.startsAt.getTime()) / length;
  const place = people.findIndex(({ id }) => id === shift.userIds[0]);
  const name = namesOf(shift.userIds, people);
  const isGap = shift.userIds.length === 0;
  return (
    <span
      title={`${name}, ${zonedTime(shift.startsAt, schedule.timeZone)} – ${zonedTime(shift.endsAt, schedule.timeZone)}`}
      style={{ left: `${left * 100}%`, width: `${width * 100}%` }}
      className={cn(
        "absolute inset-y-1 truncate rounded-sm border-r-2 border-canvas px-1 text-sm leading-6",
        isGap ? "bg-critical-soft text-critical-ink" : (tones[Math.max(0, place) % tones.length] ?? ""),
      )}
    >
      {name}
    </span>
  );
}
