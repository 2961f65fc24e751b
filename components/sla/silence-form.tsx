/** After how many working days a silent customer is reminded, and closing is proposed. */
"use client";
import type { ReminderDelay } from "#lib/sla/model";
import { SaveForm } from "../save-form";
import { NumberField } from "../ui/number-field";
import { Section } from "../ui/section";
import { useAction } from "../use-action";
import type { WriteSetting } from "../write-setting";

export function SilenceForm({ silence, write }: { silence: ReminderDelay; write: WriteSetting }) {
  const { run, busy, refusal, faultOf } = useAction(write);
  return (
    <Section
      title="Silent customers"
      description="A reminder is drafted for the analyst after so many working days without an answer; after as many again, closing is proposed."
    >
      <SaveForm
        busy={busy}
        refusal={refusal}
        onSave={(form) => {
          const days = Number(form.get("days"));
          run({ key: "policy.silence", value: { days } });
        }}
      >
        <NumberField
          label="Working days of silence"
          error={faultOf("value.days")}
          name="days"
          min={1}
          max={60}
          defaultValue={silence.days}
          inputClassName="w-20 text-right tabular-nums"
          required
        />
      </SaveForm>
    </Section>
  );
}
