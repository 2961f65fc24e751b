/** How something is asked over HTTP: the address, the token it may want, and how long it may take. */
"use client";
import { useState } from "react";
import { longestLimit } from "#lib/tools/model";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { UrlInput } from "../ui/url-input";

/** A wait nobody minds, in seconds. */
const usualLimit = 10;

type HttpFieldsProps = {
  /** What is stored; null: nothing yet. */
  stored: { url: string | null; hasBearer: boolean; timeLimit: number } | null;
  hint: string;
  placeholder?: string;
  faultOf: (field: string) => string | undefined;
};

export function HttpFields({ stored, hint, placeholder, faultOf }: HttpFieldsProps) {
  const [isBearerDropped, setBearerDropped] = useState(false);
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
      {stored?.hasBearer && (
        <Checkbox
          name="dropsBearer"
          label="Remove the stored token"
          checked={isBearerDropped}
          onCheckedChange={(isChecked) => setBearerDropped(isChecked === true)}
        />
      )}
    </>
  );
}

/** The token of these fields, as commands take it: null to have none, left out to keep what is stored. */
export function bearerIn(text: (name: string) => string, isNew: boolean): { bearer?: string | null } {
  const bearer = text("bearer");
  if (bearer) return { bearer };
  return isNew || text("dropsBearer") ? { bearer: null } : {};
}
