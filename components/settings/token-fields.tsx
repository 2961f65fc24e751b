/** The token that goes with requests: one of the named secrets, or one that is entered here and never shown again. */
"use client";
import { useState } from "react";
import { secretReference } from "#lib/secrets/model";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";

type TokenFieldsProps = {
  /** The names of the secrets there are. */
  secrets: readonly string[];
  /** What is stored; null: nothing yet. */
  stored?: { hasBearer: boolean; bearerSecret: string | null } | null;
  error?: string;
};

const entered = "entered here";

export function TokenFields({ secrets, stored, error }: TokenFieldsProps) {
  const before = stored?.bearerSecret ?? null;
  const [named, setNamed] = useState(before ?? entered);
  const [isDropped, setDropped] = useState(false);
  const names = before !== null && !secrets.includes(before) ? [before, ...secrets] : secrets;
  const options = [
    { value: entered, label: "Enter a token here" },
    ...names.map((name) => ({ value: name, label: `Secret ${name}` })),
  ];
  const isEntered = named === entered || names.length === 0;
  const hint = "Only if the server requires one. It is stored encrypted and never shown again.";
  const kept = "A token is stored. Leave empty to keep it. Changing the server removes it.";
  return (
    <>
      {names.length > 0 && (
        <Field
          label="Token"
          hint="Secrets are managed in Settings > Secrets."
          error={isEntered ? undefined : error}
        >
          {(control) => (
            <Select
              {...control}
              name="bearerSecret"
              options={options}
              value={named}
              onValueChange={setNamed}
            />
          )}
        </Field>
      )}
      {isEntered && (
        <TextField
          label="Bearer token"
          hint={stored?.hasBearer && before === null ? kept : hint}
          error={error}
          name="bearer"
          type="password"
          autoComplete="off"
          disabled={isDropped}
        />
      )}
      {stored?.hasBearer && (
        <Checkbox
          name="dropsBearer"
          label="Remove the stored token"
          checked={isDropped}
          onCheckedChange={(isChecked) => setDropped(isChecked === true)}
        />
      )}
    </>
  );
}

/** The token of these fields, as commands take it: null to have none, left out to keep what is stored. */
export function tokenIn(text: (name: string) => string, isNew: boolean): { bearer?: string | null } {
  if (text("dropsBearer")) return { bearer: null };
  const named = text("bearerSecret");
  if (named && named !== entered) return { bearer: secretReference(named) };
  const bearer = text("bearer");
  if (bearer) return { bearer };
  return isNew ? { bearer: null } : {};
}
