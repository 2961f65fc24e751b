/** After how many working days a silent customer is reminded, and closing is proposed. */
"use client";
import type { ReminderDelay } from "#lib/sla/model";
import { SettingSection } from "../setting-section";
import { NumberField } from "../ui/number-field";
import type { WriteSetting } from "../write-setting";

export function SilenceForm({ silence, write }: { silence: ReminderDelay; write: WriteSetting }) {
  return (
    <SettingSection
      title="Silent customers"
      value={silence}
      description="A reminder is drafted for the analyst after so many working days without an answer; after as many again, closing is proposed."
      write={write}
      read={(form) => ({ key: "policy.silence", value: { days: Number(form.get("days")) } })}
    >
      {(faultOf) => (
        <NumberField
          label="Working days of silence"
          error={faultOf("days")}
          name="days"
          min={1}
          max={60}
          defaultValue={silence.days}
          inputClassName="w-20 text-right tabular-nums"
          required
        />
      )}
    </SettingSection>
  );
}
