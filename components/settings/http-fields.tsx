/** How something is asked over HTTP: the address, how long it may take, and the token it may want. */
"use client";
import { longestLimit } from "#lib/tools/model";
import { Field } from "../ui/field";
import { NumberField } from "../ui/number-field";
import { UrlInput } from "../ui/url-input";
import { TokenFields } from "./token-fields";

/** A wait nobody minds, in seconds. */
const usualLimit = 10;

type HttpFieldsProps = {
  /** What is stored; null: nothing yet. */
  stored: { url: string | null; hasBearer: boolean; bearerSecret: string | null; timeLimit: number } | null;
  /** The names of the secrets there are. */
  secrets: readonly string[];
  hint: string;
  placeholder?: string;
  faultOf: (field: string) => string | undefined;
};

export function HttpFields({ stored, secrets, hint, placeholder, faultOf }: HttpFieldsProps) {
  return (
    <>
      <Field label="Address" hint={hint} error={faultOf("url")}>
        {(control) => (
          <UrlInput
            {...control}
            name="url"
            placeholder={placeholder}
            defaultValue={stored?.url ?? undefined}
            required
          />
        )}
      </Field>
      <NumberField
        label="Timeout (seconds)"
        error={faultOf("timeLimit")}
        name="timeLimit"
        min={1}
        max={longestLimit}
        defaultValue={stored?.timeLimit ?? usualLimit}
        required
      />
      <TokenFields secrets={secrets} stored={stored} error={faultOf("bearer")} />
    </>
  );
}
