/** Who owns a page that nobody has acknowledged by the end of a chain. */
"use client";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { Field } from "../ui/field";
import { Select } from "../ui/select";

type LastResortProps = { value: string; onChange: (userId: string) => void; error?: string };

export function LastResort({ value, onChange, error }: LastResortProps) {
  const { people } = useDesk();
  const staff = people
    .filter(({ role }) => roleMay(role, "oncall.answer"))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Field label="Last resort" hint="Owns a page that nobody has acknowledged." error={error}>
      {(control) => <Select {...control} options={staff} value={value} onValueChange={onChange} />}
    </Field>
  );
}
