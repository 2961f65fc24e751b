/** The team's week: zone, opening and closing of each day, days off. */
"use client";
import { useId, useState } from "react";
import type { ActionResult } from "#lib/platform/model";
import type { WorkHours } from "#lib/settings/model";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PageHeader } from "../ui/page-header";
import { Textarea } from "../ui/textarea";
import { useAction } from "../use-action";
import { clockText, datesIn, minutesOf } from "./hours-text";

type HoursFormProps = {
  hours: WorkHours;
  /** Names of time zones to choose from. */
  zones: readonly string[];
  write: (input: { key: "policy.hours"; value: WorkHours }) => Promise<ActionResult<unknown>>;
};

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const usualSpan = { opens: 9 * 60, closes: 17 * 60 };

export function HoursForm({ hours, zones, write }: HoursFormProps) {
  const zoneList = useId();
  const [isSaved, setIsSaved] = useState(false);
  const { run, busy, refusal, faultOf } = useAction(write, () => setIsSaved(true));

  function submit(form: FormData) {
    const text = (name: string) => String(form.get(name) ?? "");
    setIsSaved(false);
    run({
      key: "policy.hours",
      value: {
        timeZone: text("zone").trim(),
        days: weekdays.map((day) =>
          form.has(`${day} opens`)
            ? { opens: minutesOf(text(`${day} opens`)), closes: minutesOf(text(`${day} closes`)) }
            : null,
        ),
        holidays: datesIn(text("holidays")),
      },
    });
  }

  return (
    <>
      <PageHeader
        title="Working hours"
        description="Response times and follow-ups count working hours only. Urgent tickets count around the clock. A change applies to timers started from now on."
      />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit(new FormData(event.currentTarget));
        }}
        className="flex max-w-md flex-col gap-4"
      >
        <Field label="Time zone" error={faultOf("value.timeZone")}>
          {(control) => (
            <Input {...control} name="zone" list={zoneList} defaultValue={hours.timeZone} required />
          )}
        </Field>
        <datalist id={zoneList}>
          {zones.map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
        <fieldset className="flex flex-col gap-1.5">
          <legend className="mb-1 text-sm font-medium text-ink-muted">Opening hours</legend>
          {weekdays.map((day, place) => (
            <DayRow
              key={day}
              day={day}
              span={hours.days[place] ?? null}
              error={faultOf(`value.days.${place}`)}
            />
          ))}
          <Refusal>{faultOf("value.days")}</Refusal>
        </fieldset>
        <Field label="Holidays" hint="One date per line, like 2026-12-25." error={faultOf("value.holidays")}>
          {(control) => (
            <Textarea
              {...control}
              name="holidays"
              rows={4}
              defaultValue={hours.holidays.join("\n")}
              className="font-mono"
            />
          )}
        </Field>
        <Refusal>{refusal}</Refusal>
        <div className="flex items-center gap-3">
          <Button type="submit" busy={busy}>
            Save
          </Button>
          <p role="status" className="text-sm text-ink-muted">
            {isSaved && "Saved."}
          </p>
        </div>
      </form>
    </>
  );
}

type DayRowProps = { day: string; span: WorkHours["days"][number]; error: string | undefined };

function DayRow({ day, span, error }: DayRowProps) {
  const [isOpen, setIsOpen] = useState(span !== null);
  const { opens, closes } = span ?? usualSpan;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-7 items-center gap-2">
        <Checkbox
          label={day}
          checked={isOpen}
          onCheckedChange={(checked) => setIsOpen(checked === true)}
          className="w-32"
        />
        {isOpen && (
          <>
            <TimeInput label={`${day} opens`} minutes={opens} />–
            <TimeInput label={`${day} closes`} minutes={closes} />
          </>
        )}
      </div>
      <Refusal>{error}</Refusal>
    </div>
  );
}

function TimeInput({ label, minutes }: { label: string; minutes: number }) {
  return (
    <Input
      name={label}
      aria-label={label}
      defaultValue={clockText(minutes)}
      inputMode="numeric"
      pattern="([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00"
      title="A time like 09:00, up to 24:00"
      required
      className="w-20 tabular-nums"
    />
  );
}
