/** What the agent may spend by itself. */
"use client";
import type { InvestigationBudget } from "#lib/settings/rules";
import { SaveForm } from "../save-form";
import { NumberField } from "../ui/number-field";
import { useAction } from "../use-action";
import type { WriteSetting } from "../write-setting";

const fields = [
  { name: "calls", label: "Look-ups before an answer", max: 20 },
  { name: "seconds", label: "Seconds before an answer", max: 300 },
  { name: "cost", label: "Cost of a whole case", max: 10_000 },
] as const;

export function BudgetForm({ budget, write }: { budget: InvestigationBudget; write: WriteSetting }) {
  const { run, busy, refusal, faultOf } = useAction(write);
  return (
    <SaveForm
      busy={busy}
      refusal={refusal}
      onSave={(form) => {
        const number = (name: string) => Number(form.get(name));
        const value = { calls: number("calls"), seconds: number("seconds"), cost: number("cost") };
        run({ key: "investigation.budget", value });
      }}
    >
      {fields.map(({ name, label, max }) => (
        <NumberField
          key={name}
          label={label}
          error={faultOf(`value.${name}`)}
          name={name}
          min={name === "seconds" ? 1 : 0}
          max={max}
          defaultValue={budget[name]}
          inputClassName="w-24 text-right tabular-nums"
          required
        />
      ))}
    </SaveForm>
  );
}
