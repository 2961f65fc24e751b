/** One layer as it is written: whose turns, how long, from when on, and at what hours. */
"use client";
import { ArrowUp, Trash2 } from "lucide-react";
import { type Layer, rotationUnits } from "#lib/oncall/model";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DateField } from "../ui/date-field";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { NumberField } from "../ui/number-field";
import { SelectField } from "../ui/select-field";
import { TurnFields } from "./turn-fields";
import { WindowFields } from "./window-fields";

const unitWords = { hour: "hours", day: "days", week: "weeks" } as const;
const units = rotationUnits.map((value) => ({ value, label: unitWords[value] }));

type LayerFieldsProps = {
  layer: Layer;
  place: number;
  faultOf: (field: string) => string | undefined;
  onChange: (layer: Layer) => void;
  onRemove: (() => void) | null;
  /** Null for the highest one. */
  onRaise: (() => void) | null;
};

export function LayerFields({ layer, place, faultOf, onChange, onRemove, onRaise }: LayerFieldsProps) {
  const set = (change: Partial<Layer>) => onChange({ ...layer, ...change });
  return (
    <fieldset className="flex flex-col gap-3 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium">{layer.name || `Layer ${place + 1}`}</legend>
      <div className="flex flex-wrap items-end gap-2">
        <Field label="Layer's name" className="min-w-40 flex-1" error={faultOf("name")}>
          {(control) => (
            <Input
              {...control}
              value={layer.name}
              onChange={({ target }) => set({ name: target.value })}
              required
            />
          )}
        </Field>
        {onRaise && <IconButton label={`Raise ${layer.name}`} icon={<ArrowUp />} onClick={onRaise} />}
        {onRemove && <IconButton label={`Remove ${layer.name}`} icon={<Trash2 />} onClick={onRemove} />}
      </div>
      <TurnFields turns={layer.turns} onChange={(turns) => set({ turns })} fault={faultOf("turns")} />
      <div className="flex flex-wrap gap-3">
        <NumberField
          label="A turn lasts"
          error={faultOf("every.count")}
          min={1}
          max={366}
          inputClassName="w-20"
          value={layer.every.count}
          onChange={({ target }) => set({ every: { ...layer.every, count: Number(target.value) } })}
          required
        />
        <SelectField
          label="Unit"
          className="w-28"
          options={units}
          value={layer.every.unit}
          onValueChange={(unit) => set({ every: { ...layer.every, unit } })}
        />
        <DateField
          label="First hand-over"
          error={faultOf("startsAt")}
          type="datetime-local"
          value={layer.startsAt}
          onChange={({ target }) => set({ startsAt: target.value })}
          required
        />
        <DateField
          label="Ends (optional)"
          error={faultOf("endsAt")}
          type="datetime-local"
          value={layer.endsAt ?? ""}
          onChange={({ target }) => set({ endsAt: target.value || null })}
        />
      </div>
      {layer.windows.map((window, at) => (
        <WindowFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a window is known by its place
          key={at}
          place={at}
          window={window}
          fault={faultOf(`windows.${at}`)}
          onChange={(next) => set({ windows: layer.windows.map((one, n) => (n === at ? next : one)) })}
          onRemove={() => set({ windows: layer.windows.filter((_, n) => n !== at) })}
        />
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="sm"
          onClick={() =>
            set({
              windows: [...layer.windows, { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00", span: 0 }],
            })
          }
        >
          Limit to some hours
        </Button>
        <Checkbox
          label="Not on holidays of the schedule's calendars"
          checked={layer.restsOnHolidays}
          onCheckedChange={(isOn) => set({ restsOnHolidays: isOn === true })}
        />
      </div>
    </fieldset>
  );
}
