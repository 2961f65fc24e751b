/** The token that goes with requests: one of the named secrets, or one that is entered here and never shown again. */
"use client";
import { useState } from "react";
import { Checkbox } from "../ui/checkbox";
import { SecretChoice, secretIn } from "./secret-choice";

type TokenFieldsProps = {
  /** The names of the secrets there are. */
  secrets: readonly string[];
  /** What is stored; null: nothing yet. */
  stored?: { hasBearer: boolean; bearerSecret: string | null } | null;
  error?: string;
};

export function TokenFields({ secrets, stored, error }: TokenFieldsProps) {
  const [isDropped, setDropped] = useState(false);
  return (
    <>
      <SecretChoice
        label="Bearer token"
        choice="Token"
        name="bearer"
        typed="Enter a token here"
        hint="Only if the server requires one. It is stored encrypted and never shown again."
        secrets={secrets}
        before={stored?.bearerSecret ?? null}
        isDisabled={isDropped}
        error={error}
      />
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
  const bearer = secretIn(text, "bearer");
  return bearer !== null || isNew ? { bearer } : {};
}
