/** Taking a shift, or giving it to somebody, for a time in the schedule's own zone. */
"use client";
import { useState } from "react";
import type { Schedule } from "#lib/oncall/model";
import { instantOfWall } from "#lib/oncall/rules";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { DateField } from "../ui/date-field";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";

type NewOverride = {
  scheduleId: number;
  userId: string;
  replaces: string | null;
  startsAt: Date;
  endsAt: Date;
  reason: string;
};
export type AddOverride = ServerAction<NewOverride>;

type OverrideDialogProps = { schedule: Schedule; add: AddOverride; onDone: () => void };
const everybody = "everybody";

export function OverrideDialog({ schedule: { id, timeZone }, add, onDone }: OverrideDialogProps) {
  const { me, people } = useDesk();
  const [userId, setUserId] = useState(me.id);
  const [replaces, setReplaces] = useState(everybody);
  const mayAskOthers = roleMay(me.role, "oncall.manage");
  const staff = people
    .filter(({ role }) => roleMay(role, "oncall.answer"))
    .map((person) => ({ value: person.id, label: person.name }));
  return (
    <FormDialog
      title={mayAskOthers ? "Add an override" : "Take a shift"}
      trigger={<Button variant="primary">{mayAskOthers ? "Add an override" : "Take a shift"}</Button>}
      description={`Times in ${timeZone}.`}
      submit="Save"
      action={add}
      onDone={onDone}
      read={(text) => ({
        scheduleId: id,
        userId,
        replaces: replaces === everybody ? null : replaces,
        startsAt: new Date(instantOfWall(text("startsAt"), timeZone)),
        endsAt: new Date(instantOfWall(text("endsAt"), timeZone)),
        reason: text("reason"),
      })}
    >
      {(faultOf) => (
        <>
          {mayAskOthers && (
            <SelectField
              label="On call"
              error={faultOf("userId")}
              options={staff}
              value={userId}
              onValueChange={setUserId}
            />
          )}
          <SelectField
            label="Instead of"
            error={faultOf("replaces")}
            options={[{ value: everybody, label: "Whoever is on call" }, ...staff]}
            value={replaces}
            onValueChange={setReplaces}
          />
          <DateField
            label="From"
            error={faultOf("startsAt")}
            name="startsAt"
            type="datetime-local"
            required
          />
          <DateField label="To" error={faultOf("endsAt")} name="endsAt" type="datetime-local" required />
          <TextField label="Reason" error={faultOf("reason")} name="reason" maxLength={2000} />
        </>
      )}
    </FormDialog>
  );
}
