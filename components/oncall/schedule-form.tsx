/** A schedule as it is written: its zone and its layers, the highest on top. */
"use client";
import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Layer, Schedule } from "#lib/oncall/model";
import { freshLayer } from "#lib/oncall/rules";
import type { ServerAction } from "#lib/platform/model";
import { useDesk } from "../inbox/desk-context";
import { Refusal } from "../refusal";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { PageBody, PageHeader } from "../ui/page-header";
import { TextField } from "../ui/text-field";
import { useAction } from "../use-action";
import { LayerFields } from "./layer-fields";
import { OncallNavigation } from "./oncall-navigation";

type ScheduleFormProps = {
  schedule: Schedule | null;
  /** Of a new one. */
  timeZone: string;
  save: ServerAction<
    Omit<Schedule, "id" | "version"> & { id: number | null; version: number | null },
    { id: number }
  >;
};

/** Layers have no name of their own that stays; a key lets them be moved while they are edited. */
type Keyed = Layer & { key: number };

export function ScheduleForm({ schedule, timeZone, save }: ScheduleFormProps) {
  const router = useRouter();
  const { me } = useDesk();
  const [layers, setLayers] = useState<Keyed[]>(() =>
    (schedule?.layers ?? [freshLayer("Primary", [me.id], new Date())]).map((layer, key) => ({
      ...layer,
      key,
    })),
  );
  const [zone, setZone] = useState(schedule?.timeZone ?? timeZone);
  const [name, setName] = useState(schedule?.name ?? "");
  const [description, setDescription] = useState(schedule?.description ?? "");
  const { run, busy, refusal, faultOf } = useAction("schedule-form", save, ({ id }) =>
    router.push(`/oncall/schedules/${id}`),
  );
  const change = (key: number, next: Layer) =>
    setLayers((all) => all.map((one) => (one.key === key ? { ...next, key } : one)));
  const add = () =>
    setLayers((all) => [
      ...all,
      {
        ...freshLayer(`Layer ${all.length + 1}`, [me.id], new Date()),
        key: Math.max(-1, ...all.map(({ key }) => key)) + 1,
      },
    ]);
  return (
    <PageBody>
      <OncallNavigation />
      <PageHeader title={schedule ? `Change ${schedule.name}` : "New schedule"} />
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          run({
            id: schedule?.id ?? null,
            version: schedule?.version ?? null,
            name,
            description,
            timeZone: zone,
            layers: layers.map(({ key: _, ...layer }) => layer),
          });
        }}
      >
        <TextField
          label="Name"
          error={faultOf("name")}
          value={name}
          onChange={(event) => setName(event.target.value)}
          required
        />
        <TextField
          label="Description"
          error={faultOf("description")}
          value={description}
          onChange={(event) => setDescription(event.target.value)}
        />
        <Field
          label="Time zone"
          hint="Hand-overs stay at the same time of day here, summer and winter."
          error={faultOf("timeZone")}
        >
          {(control) => (
            <>
              <Input
                {...control}
                list="zones"
                value={zone}
                onChange={(event) => setZone(event.target.value)}
                required
              />
              <datalist id="zones">
                {Intl.supportedValuesOf("timeZone").map((one) => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </Field>
        {layers.toReversed().map(({ key, ...layer }) => {
          const place = layers.findIndex((one) => one.key === key);
          return (
            <LayerFields
              key={key}
              layer={layer}
              place={place}
              faultOf={(field) => faultOf(`layers.${place}.${field}`)}
              onChange={(next) => change(key, next)}
              onRemove={
                layers.length > 1 ? () => setLayers((all) => all.filter((one) => one.key !== key)) : null
              }
              onRaise={
                place < layers.length - 1 ? () => setLayers((all) => swapped(all, place, place + 1)) : null
              }
            />
          );
        })}
        <Button className="self-start" onClick={add}>
          <Plus aria-hidden /> Add a layer
        </Button>
        <Refusal>{refusal}</Refusal>
        <div className="flex gap-2">
          <Button type="submit" variant="primary" busy={busy}>
            Save
          </Button>
          <Button onClick={() => router.back()}>Cancel</Button>
        </div>
      </form>
    </PageBody>
  );
}

function swapped<One>(all: readonly One[], a: number, b: number): One[] {
  return all.map((one, place) => (place === a ? (all[b] ?? one) : place === b ? (all[a] ?? one) : one));
}
