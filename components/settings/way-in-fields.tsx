/** What every way in is asked for: what it is called, and the end of the path it is sent to. */
import { TextField } from "../ui/text-field";

type WayInFieldsProps = {
  nameHint?: string;
  /** The path before it. */
  path: string;
  faultOf: (field: string) => string | undefined;
};

export function WayInFields({ nameHint, path, faultOf }: WayInFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        hint={nameHint}
        error={faultOf("name")}
        name="name"
        autoComplete="off"
        required
      />
      <TextField
        label="Address"
        hint={`The ${path}. It cannot be changed later.`}
        error={faultOf("id")}
        name="id"
        className="font-mono"
        autoComplete="off"
        required
      />
    </>
  );
}
