/** How something is asked over HTTP: the address, the token it may want, and how long it may take. */
import { longestLimit } from "#lib/tools/model";
import { Field } from "../ui/field";
import { Input } from "../ui/input";

/** A wait nobody minds, in seconds. */
const usualLimit = 10;

type HttpFieldsProps = {
  /** What is stored; null: nothing yet. */
  stored: { url: string | null; hasBearer: boolean; timeLimit: number } | null;
  hint: string;
  placeholder?: string;
  /** The stored token is to go. */
  isBearerDropped?: boolean;
  faultOf: (field: string) => string | undefined;
};

export function HttpFields({ stored, hint, placeholder, isBearerDropped, faultOf }: HttpFieldsProps) {
  return (
    <>
      <Field label="Address" hint={hint} error={faultOf("url")}>
        {(control) => (
          <Input
            {...control}
            name="url"
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder={placeholder}
            defaultValue={stored?.url ?? undefined}
            className="font-mono"
            required
          />
        )}
      </Field>
      <div className="grid grid-cols-[1fr_8rem] gap-3">
        <Field
          label="Bearer token"
          hint={
            stored?.hasBearer
              ? "A token is stored. Leave empty to keep it. Changing the server removes it."
              : "Only if the server requires one. It is stored encrypted and never shown again."
          }
          error={faultOf("bearer")}
        >
          {(control) => (
            <Input {...control} name="bearer" type="password" autoComplete="off" disabled={isBearerDropped} />
          )}
        </Field>
        <Field label="Timeout (seconds)" error={faultOf("timeLimit")}>
          {(control) => (
            <Input
              {...control}
              name="timeLimit"
              type="number"
              min={1}
              max={longestLimit}
              defaultValue={stored?.timeLimit ?? usualLimit}
              required
            />
          )}
        </Field>
      </div>
    </>
  );
}
