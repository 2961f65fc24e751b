/** Handing one's shift over to whoever follows. */
"use client";
import { useState } from "react";
import type { OnCall } from "#lib/oncall/model";
import type { ServerAction } from "#lib/platform/model";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { FormDialog } from "../settings/form-dialog";
import { Button } from "../ui/button";
import { SelectField } from "../ui/select-field";
import { TextareaField } from "../ui/textarea-field";

export type WriteHandover = ServerAction<{
  scheduleId: number;
  toId: string;
  note: string;
}>;

export function HandoverDialog({ schedules, write }: { schedules: OnCall[]; write: WriteHandover }) {
  const { me, people } = useDesk();
  const own = schedules.find(({ now }) => now.userIds.includes(me.id)) ?? schedules[0];
  const [scheduleId, setScheduleId] = useState(String(own?.scheduleId ?? ""));
  const chosen = schedules.find((one) => String(one.scheduleId) === scheduleId);
  const follows = chosen?.next?.userIds.find((id) => id !== me.id);
  const [toId, setToId] = useState(follows ?? "");
  const others = people
    .filter(({ id, role }) => id !== me.id && roleMay(role, "oncall.answer"))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      title="Hand the shift over"
      trigger={<Button variant="primary">Hand the shift over</Button>}
      description="What is open now is stored with it. Saving signs it for you."
      submit="Sign and hand over"
      action={write}
      read={(text) => ({ scheduleId: Number(scheduleId), toId, note: text("note") })}
    >
      {(faultOf) => (
        <>
          <SelectField
            label="Schedule"
            options={schedules.map(({ scheduleId: id, name }) => ({ value: String(id), label: name }))}
            value={scheduleId}
            onValueChange={setScheduleId}
          />
          <SelectField
            label="To"
            error={faultOf("toId")}
            placeholder="Choose a person"
            options={others}
            value={toId}
            onValueChange={setToId}
          />
          <TextareaField label="Note" hint="What the lists do not say." error={faultOf("note")} name="note" />
        </>
      )}
    </FormDialog>
  );
}
