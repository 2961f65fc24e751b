/** The team's week: zone, opening and closing of each day, days off. */
"use client";
import { useState } from "react";
import type { ServerAction } from "#lib/platform/model";
import type { WorkHours } from "#lib/sla/model";
import { SaveForm } from "../save-form";
import { PageHeader } from "../ui/page-header";
import { useAction } from "../use-action";
import { HoursFields, hoursFrom } from "./hours-fields";

type HoursFormProps = {
  hours: WorkHours;
  /** Names of time zones to choose from. */
  zones: readonly string[];
  write: ServerAction<{ key: "policy.hours"; value: WorkHours; seen: WorkHours }>;
};

export function HoursForm({ hours, zones, write }: HoursFormProps) {
  const [isSaved, setIsSaved] = useState(false);
  const [seen, setSeen] = useState(hours);
  const { run, busy, refusal, faultOf } = useAction(null, write, (_, { value }) => {
    setSeen(value);
    setIsSaved(true);
  });

  function submit(form: FormData) {
    setIsSaved(false);
    run({ key: "policy.hours", value: hoursFrom(form), seen });
  }

  return (
    <>
      <PageHeader
        title="Working hours"
        description="Service levels and follow-ups count working hours, unless a policy counts around the clock. A change counts the clocks of open tickets anew."
      />
      <SaveForm
        busy={busy}
        refusal={refusal}
        beside={
          <p role="status" className="text-sm text-ink-muted">
            {isSaved && "Saved."}
          </p>
        }
        className="gap-4"
        onSave={submit}
      >
        <HoursFields hours={hours} zones={zones} faultOf={(name) => faultOf(`value.${name}`)} />
      </SaveForm>
    </>
  );
}
