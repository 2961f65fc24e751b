/** Hours a layer is limited to: on which days they begin, and when they end. */
"use client";
import { X } from "lucide-react";
import { type DutyWindow, weekdays } from "#lib/oncall/model";
import { Checkbox } from "../ui/checkbox";
import { DateField } from "../ui/date-field";
import { IconButton } from "../ui/icon-button";
import { SelectField } from "../ui/select-field";

const spans = ["0", "1", "2", "3", "4", "5", "6", "7"].map((value) => ({
  value,
  label: value === "0" ? "the same day" : value === "1" ? "the next day" : `${value} days later`,
}));

type WindowFieldsProps = {
  window: DutyWindow;
  place: number;
  fault: string | undefined;
  onChange: (window: DutyWindow) => void;
  onRemove: () => void;
};

export function WindowFields({ window, place, fault, onChange, onRemove }: WindowFieldsProps) {
  const set = (change: Partial<DutyWindow>) => onChange({ ...window, ...change });
  return (
    <fieldset className="flex flex-col gap-2 border-l-2 border-line pl-3">
      <legend className="sr-only">Hours {place + 1}</legend>
      <div className="flex flex-wrap gap-x-3 gap-y-1">
        {weekdays.map((name, at) => (
          <Checkbox
            key={name}
            label={name.slice(0, 3)}
            checked={window.days.includes(at + 1)}
            onCheckedChange={(isOn) =>
              set({
                days:
                  isOn === true
                    ? [...window.days, at + 1].sort()
                    : window.days.filter((day) => day !== at + 1),
              })
            }
          />
        ))}
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <DateField
          label="From"
          error={fault}
          type="time"
          value={window.from}
          onChange={({ target }) => set({ from: target.value })}
          required
        />
        <DateField
          label="To"
          type="time"
          value={window.to}
          onChange={({ target }) => set({ to: target.value })}
          required
        />
        <SelectField
          label="Ends on"
          className="w-36"
          options={spans}
          value={String(window.span)}
          onValueChange={(span) => set({ span: Number(span) })}
        />
        <IconButton label={`Remove hours ${place + 1}`} icon={<X />} onClick={onRemove} />
      </div>
    </fieldset>
  );
}
