/** The fields of a week of work: zone, opening and closing of each day, days off. */
"use client";
import { useId, useState } from "react";
import type { WorkHours } from "#lib/sla/model";
import { Refusal } from "../refusal";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { TextField } from "../ui/text-field";
import { HolidaysField } from "./holidays-field";
import { clockText, datesIn, minutesOf } from "./hours-text";

type HoursFieldsProps = {
  hours: WorkHours;
  /** Names of time zones to choose from. */
  zones: readonly string[];
  /** What is wrong with the part of this name. */
  faultOf: (name: string) => string | undefined;
};

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const usualSpan = { opens: 9 * 60, closes: 17 * 60 };

/** What somebody entered in the fields. */
export function hoursFrom(form: FormData): WorkHours {
  const text = (name: string) => String(form.get(name) ?? "");
  return {
    timeZone: text("zone").trim(),
    days: weekdays.map((day) =>
      form.has(`${day} opens`)
        ? { opens: minutesOf(text(`${day} opens`)), closes: minutesOf(text(`${day} closes`)) }
        : null,
    ),
    holidays: datesIn(text("holidays")),
  };
}

export function HoursFields({ hours, zones, faultOf }: HoursFieldsProps) {
  const zoneList = useId();
  return (
    <>
      <TextField
        label="Time zone"
        error={faultOf("timeZone")}
        name="zone"
        list={zoneList}
        defaultValue={hours.timeZone}
        required
      />
      <datalist id={zoneList}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 text-sm font-medium text-ink-muted">Opening hours</legend>
        {weekdays.map((day, place) => (
          <DayRow key={day} day={day} span={hours.days[place] ?? null} error={faultOf(`days.${place}`)} />
        ))}
        <Refusal>{faultOf("days")}</Refusal>
      </fieldset>
      <HolidaysField holidays={hours.holidays} fault={faultOf("holidays")} />
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
