/** Who owns a page that nobody has acknowledged by the end of a chain. */
"use client";
import { roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { SelectField } from "../ui/select-field";

type LastResortProps = { value: string; onChange: (userId: string) => void; error?: string };

export function LastResort({ value, onChange, error }: LastResortProps) {
  const { people } = useDesk();
  const staff = people
    .filter(({ role }) => roleMay(role, "oncall.answer"))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <SelectField
      label="Last resort"
      hint="Owns a page that nobody has acknowledged."
      error={error}
      options={staff}
      value={value}
      onValueChange={onChange}
    />
  );
}
