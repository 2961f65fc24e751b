/** The overrides of a schedule, and how one is withdrawn. */
"use client";
import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import type { ScheduleView } from "#lib/oncall/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { IconButton } from "../ui/icon-button";
import { useAction } from "../use-action";
import { namesOf, zonedTime } from "./oncall-words";

type OverrideRowsProps = {
  view: ScheduleView;
  remove: ServerAction<{ id: number }>;
};

export function OverrideRows({ view: { overrides, schedule, calendars }, remove }: OverrideRowsProps) {
  const { me, people } = useDesk();
  const router = useRouter();
  const removing = useAction("override-rows", remove, () => router.refresh());
  if (overrides.length === 0)
    return <p className="text-ink-muted">None. An override puts somebody else on call for a time.</p>;
  return (
    <>
      <ul className="flex flex-col divide-y divide-line">
        {overrides.map(({ id, userId, replaces, startsAt, endsAt, reason, calendarId }) => {
          const mayRemove = calendarId === null && (userId === me.id || roleMay(me.role, "oncall.manage"));
          const name = namesOf([userId], people);
          const calendar = calendars.find((one) => one.id === calendarId);
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-3 py-1.5">
              <span className="font-medium">{name}</span>
              <span className="text-ink-muted">
                {replaces ? `for ${namesOf([replaces], people)}, ` : ""}
                {zonedTime(startsAt, schedule.timeZone)} to {zonedTime(endsAt, schedule.timeZone)}
              </span>
              {reason && <bdi className="text-ink-muted">{reason}</bdi>}
              {calendar && <span className="text-ink-faint">from {calendar.name}</span>}
              {mayRemove && (
                <IconButton
                  label={`Remove the override of ${name}`}
                  icon={<X />}
                  disabled={removing.busy}
                  onClick={() => removing.run({ id })}
                />
              )}
            </li>
          );
        })}
      </ul>
      <Refusal>{removing.refusal}</Refusal>
    </>
  );
}
