/** Making or changing a chain: its levels, waits, rounds, and who has the last word. */
"use client";
import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { Chain, ChainStep, StepTarget } from "#lib/oncall/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { NumberField } from "../ui/number-field";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";
import { LastResort } from "./last-resort";
import { type Named, useTargetName } from "./target-name";

export type SaveChain = ServerAction<
  Omit<Chain, "id" | "version"> & { id: number | null; version: number | null }
>;

type ChainDialogProps = { chain: Chain | null; schedules: readonly Named[]; save: SaveChain };

export function ChainDialog({ chain, schedules, save }: ChainDialogProps) {
  const { me } = useDesk();
  const [steps, setSteps] = useState<ChainStep[]>(chain?.steps ?? [{ targets: [], wait: 5 }]);
  const [lastResort, setLastResort] = useState(chain?.lastResort ?? me.id);
  const change = (at: number, next: Partial<ChainStep>) =>
    setSteps((all) => all.map((one, n) => (n === at ? { ...one, ...next } : one)));
  return (
    <FormDialog
      title={chain ? `Change ${chain.name}` : "New chain"}
      trigger={chain ? <Button>Change</Button> : <Button variant="primary">New chain</Button>}
      submit="Save"
      action={save}
      read={(text) => ({
        id: chain?.id ?? null,
        version: chain?.version ?? null,
        name: text("name"),
        steps,
        repeats: Number(text("repeats")),
        lastResort,
      })}
    >
      {(faultOf) => (
        <>
          <TextField label="Name" error={faultOf("name")} name="name" defaultValue={chain?.name} required />
          {steps.map((step, at) => (
            <StepFields
              // biome-ignore lint/suspicious/noArrayIndexKey: a level is known by its place
              key={at}
              step={step}
              place={at}
              schedules={schedules}
              fault={faultOf(`steps.${at}.targets`)}
              onChange={(next) => change(at, next)}
              onRemove={steps.length > 1 ? () => setSteps((all) => all.filter((_, n) => n !== at)) : null}
            />
          ))}
          <Button
            className="self-start"
            size="sm"
            onClick={() => setSteps((all) => [...all, { targets: [], wait: 10 }])}
          >
            <Plus aria-hidden /> Add a level
          </Button>
          <NumberField
            label="Go through it again"
            hint="How many more times, from the first level on."
            error={faultOf("repeats")}
            name="repeats"
            min={0}
            max={9}
            defaultValue={chain?.repeats ?? 1}
            required
          />
          <LastResort value={lastResort} onChange={setLastResort} error={faultOf("lastResort")} />
        </>
      )}
    </FormDialog>
  );
}

type StepFieldsProps = {
  step: ChainStep;
  place: number;
  schedules: readonly Named[];
  fault: string | undefined;
  onChange: (change: Partial<ChainStep>) => void;
  onRemove: (() => void) | null;
};

function StepFields({
  step: { targets, wait },
  place,
  schedules,
  fault,
  onChange,
  onRemove,
}: StepFieldsProps) {
  const { people, queues } = useDesk();
  const nameOf = useTargetName(schedules);
  const all: StepTarget[] = [
    ...schedules.map(({ id }) => ({ kind: "schedule" as const, id: String(id) })),
    ...people
      .filter(({ role }) => roleMay(role, "oncall.answer"))
      .map(({ id }) => ({ kind: "person" as const, id })),
    ...queues.map(({ id }) => ({ kind: "queue" as const, id: String(id) })),
  ];
  const keyOf = ({ kind, id }: StepTarget) => `${kind}:${id}`;
  const free = all.filter((one) => !targets.some((target) => keyOf(target) === keyOf(one)));
  return (
    <fieldset className="flex flex-col gap-2 border-l-2 border-line pl-3">
      <legend className="text-sm font-medium text-ink-muted">Level {place + 1}</legend>
      <ul className="flex flex-wrap gap-1">
        {targets.map((target) => (
          <li key={keyOf(target)} className="flex items-center rounded-sm bg-hover pl-1.5">
            {nameOf(target)}
            <IconButton
              size="sm"
              label={`Remove ${nameOf(target)}`}
              icon={<X />}
              onClick={() => onChange({ targets: targets.filter((one) => one !== target) })}
            />
          </li>
        ))}
      </ul>
      <SelectField
        label={`Call on level ${place + 1}`}
        error={fault}
        placeholder="Schedule, person or queue"
        value=""
        options={free.map((one) => ({ value: keyOf(one), label: nameOf(one) }))}
        onValueChange={(key) =>
          onChange({ targets: [...targets, ...free.filter((one) => keyOf(one) === key)] })
        }
      />
      <div className="flex items-end gap-2">
        <NumberField
          label="Minutes until the next level"
          min={1}
          max={1440}
          inputClassName="w-24"
          value={wait}
          onChange={({ target }) => onChange({ wait: Number(target.value) })}
          required
        />
        {onRemove && <IconButton label={`Remove level ${place + 1}`} icon={<X />} onClick={onRemove} />}
      </div>
    </fieldset>
  );
}
