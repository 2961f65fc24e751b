/** What every way in is asked for: what it is called, and the end of the path it is sent to. */
import { Field } from "../ui/field";
import { Input } from "../ui/input";

type WayInFieldsProps = {
  nameHint?: string;
  /** The path before it. */
  path: string;
  faultOf: (field: string) => string | undefined;
};

export function WayInFields({ nameHint, path, faultOf }: WayInFieldsProps) {
  return (
    <>
      <Field label="Name" hint={nameHint} error={faultOf("name")}>
        {(control) => <Input {...control} name="name" autoComplete="off" required />}
      </Field>
      <Field label="Address" hint={`The ${path}. It cannot be changed later.`} error={faultOf("id")}>
        {(control) => <Input {...control} name="id" className="font-mono" autoComplete="off" required />}
      </Field>
    </>
  );
}
