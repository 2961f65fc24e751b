/** The calendars of a schedule: what came of the last reading, and how one is added from a file or an address. */
"use client";
import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ScheduleView } from "#lib/oncall/model";
import { countWords } from "#lib/platform/count/rules";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { FormDialog } from "../settings/form-dialog";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { RelativeTime } from "../ui/relative-time";
import { TextField } from "../ui/text-field";
import { notify } from "../ui/toast";
import { UrlInput } from "../ui/url-input";
import { useAction } from "../use-action";
import { zonedDay } from "./oncall-words";

type Taken = { overrides: number; holidays: number; unknown: string[] };
export type CalendarActions = {
  addCalendar: ServerAction<
    {
      scheduleId: number;
      name: string;
      address: string | null;
      text: string | null;
    },
    { taken: Taken | null }
  >;
  removeCalendar: ServerAction<{ id: number }>;
};

export function CalendarRows({ view, actions }: { view: ScheduleView; actions: CalendarActions }) {
  const { me } = useDesk();
  const router = useRouter();
  const removing = useAction("calendar-rows", actions.removeCalendar, () => router.refresh());
  const mayManage = roleMay(me.role, "oncall.manage");
  const { calendars, holidays, schedule } = view;
  return (
    <div className="flex flex-col gap-2">
      <ul className="flex flex-col divide-y divide-line">
        {calendars.map(({ id, name, isFollowed, readAt, lastError }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 py-1.5">
            <bdi className="font-medium">{name}</bdi>
            <span className="min-w-0 flex-1 text-ink-muted">
              {isFollowed ? "followed every hour" : "from a file"}
              {readAt && (
                <>
                  , read <RelativeTime time={readAt} />
                </>
              )}{" "}
              {lastError && (
                <>
                  <Badge tone="critical">Failed</Badge> <bdi>{lastError}</bdi>
                </>
              )}
            </span>
            {mayManage && (
              <IconButton
                label={`Remove ${name}`}
                icon={<Trash2 />}
                disabled={removing.busy}
                onClick={() => removing.run({ id })}
              />
            )}
          </li>
        ))}
      </ul>
      {holidays.length > 0 && (
        <p className="text-ink-muted">
          Next holidays:{" "}
          {holidays
            .slice(0, 6)
            .map(({ name, startsAt }) => `${name}, ${zonedDay(startsAt, schedule.timeZone)}`)
            .join("; ")}
        </p>
      )}
      {mayManage && <AddCalendar scheduleId={schedule.id} add={actions.addCalendar} />}
      <Refusal>{removing.refusal}</Refusal>
    </div>
  );
}

function AddCalendar({ scheduleId, add }: { scheduleId: number; add: CalendarActions["addCalendar"] }) {
  const router = useRouter();
  const [text, setText] = useState<string | null>(null);
  return (
    <FormDialog
      title="Add a calendar"
      trigger={<Button className="self-start">Add a calendar</Button>}
      submit="Add"
      action={add}
      onDone={({ taken }) => {
        notify({ title: taken ? takenWords(taken) : "It is read within a minute" });
        router.refresh();
      }}
      read={(value) => ({
        scheduleId,
        name: value("name"),
        address: text === null ? value("address") : null,
        text,
      })}
    >
      {(faultOf) => (
        <>
          <TextField
            label="Name"
            error={faultOf("name")}
            name="name"
            placeholder="Public holidays"
            required
          />
          <TextField
            label="File"
            hint="An .ics file is read once."
            error={faultOf("text")}
            type="file"
            accept="text/calendar,.ics"
            onChange={async ({ target }) => setText((await target.files?.[0]?.text()) ?? null)}
          />
          {text === null && (
            <Field label="Or an address" hint="Followed from then on, every hour." error={faultOf("address")}>
              {(control) => <UrlInput {...control} name="address" />}
            </Field>
          )}
        </>
      )}
    </FormDialog>
  );
}

function takenWords({ overrides, holidays, unknown }: Taken): string {
  const left =
    unknown.length > 0 ? `, ${countWords(unknown.length, "entry names", "entries name")} nobody here` : "";
  return `${countWords(overrides, "shift")} and ${countWords(holidays, "holiday")}${left}`;
}
