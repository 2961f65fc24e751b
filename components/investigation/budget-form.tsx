/** What the agent may spend by itself. */
"use client";
import type { InvestigationBudget } from "#lib/settings/rules";
import { SettingSection } from "../setting-section";
import { NumberField } from "../ui/number-field";
import type { WriteSetting } from "../write-setting";

const fields = [
  { name: "calls", label: "Look-ups before an answer", max: 20 },
  { name: "seconds", label: "Seconds before an answer", max: 300 },
  { name: "cost", label: "Cost of a whole case", max: 10_000 },
] as const;

export function BudgetForm({ budget, write }: { budget: InvestigationBudget; write: WriteSetting }) {
  return (
    <SettingSection
      title="Budget"
      value={budget}
      description="Limits of what the agent runs by itself. What does not fit is proposed to the analyst instead."
      write={write}
      read={(form) => {
        const number = (name: string) => Number(form.get(name));
        const value = { calls: number("calls"), seconds: number("seconds"), cost: number("cost") };
        return { key: "investigation.budget", value };
      }}
    >
      {(faultOf) =>
        fields.map(({ name, label, max }) => (
          <NumberField
            key={name}
            label={label}
            error={faultOf(name)}
            name={name}
            min={name === "seconds" ? 1 : 0}
            max={max}
            defaultValue={budget[name]}
            inputClassName="w-24 text-right tabular-nums"
            required
          />
        ))
      }
    </SettingSection>
  );
}
