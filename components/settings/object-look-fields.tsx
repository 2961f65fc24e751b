/** The look-up that shows the object before the execution, and which of its values matter. */
"use client";
import type { LookUpChoice, ObjectLook } from "#lib/remediation/look-ups/model";
import { TextField } from "../ui/text-field";
import { LookFields, lookIn } from "./look-fields";

type ObjectLookFieldsProps = {
  lookUps: readonly LookUpChoice[];
  stored: ObjectLook | null;
  faultOf: (field: string) => string | undefined;
};

export function ObjectLookFields({ lookUps, stored, faultOf }: ObjectLookFieldsProps) {
  return (
    <>
      <LookFields
        prefix="look"
        label="Look-up that shows the object"
        hint="Made before an approval and again before the action is executed: what it shows must be the same. {name} stands for the action’s argument."
        lookUps={lookUps}
        stored={stored}
        error={faultOf("look")}
        isOptional
      />
      <TextField
        label="Values that matter"
        hint="Separated by commas, for example spec.replicas; empty for the whole result. Leave out times and counters."
        error={faultOf("look.fields")}
        name="look.fields"
        className="font-mono"
        autoComplete="off"
        defaultValue={stored?.fields.join(", ")}
      />
    </>
  );
}

/** The look-up of these fields; null where none is chosen. */
export function objectLookIn(
  text: (name: string) => string,
  lookUps: readonly LookUpChoice[],
): ObjectLook | null {
  const look = lookIn(text, "look", lookUps);
  const fields = text("look.fields").split(",");
  return look && { ...look, fields: fields.flatMap((field) => field.trim() || []) };
}
