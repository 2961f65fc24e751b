/** A secret by name, or what is typed here; the value is kept under a name either way and never shown again. */
"use client";
import { useState } from "react";
import { secretReference } from "#lib/secrets/model";
import { SelectField } from "../ui/select-field";
import { TextField } from "../ui/text-field";

type SecretChoiceProps = {
  /** What the field is called: "Bearer token". */
  label: string;
  /** What the choice is called, where something can be typed as well. */
  choice?: string;
  /** Where a value is typed. */
  name: string;
  /** The names of the secrets there are. */
  secrets: readonly string[];
  /** The secret that is used now. */
  before?: string | null;
  /** What the choice without a name says. */
  typed: string;
  /** False where nothing is typed: it is made instead. */
  isTyped?: boolean;
  hint: string;
  isDisabled?: boolean;
  error?: string | undefined;
};

const here = "typed here";

export function SecretChoice({ isTyped = true, isDisabled = false, ...props }: SecretChoiceProps) {
  const { label, choice = "Secret", name, secrets, before = null, typed, hint, error } = props;
  const [chosen, setChosen] = useState(before ?? here);
  const names = before !== null && !secrets.includes(before) ? [before, ...secrets] : secrets;
  const options = [
    { value: here, label: typed },
    ...names.map((one) => ({ value: one, label: `Secret ${one}` })),
  ];
  const isHere = chosen === here || names.length === 0;
  return (
    <>
      {names.length > 0 && (
        <SelectField
          label={isTyped ? choice : label}
          hint="Secrets are managed in Settings > Secrets."
          error={isHere && isTyped ? undefined : error}
          name={`${name}Secret`}
          options={options}
          value={chosen}
          onValueChange={setChosen}
        />
      )}
      {isHere && isTyped && (
        <TextField
          label={label}
          hint={hint}
          error={error}
          name={name}
          type="password"
          className="font-mono"
          autoComplete="off"
          disabled={isDisabled}
        />
      )}
    </>
  );
}

/** What was chosen: the reference to a secret or the value that was typed; null where neither was. */
export function secretIn(text: (name: string) => string, name: string): string | null {
  const chosen = text(`${name}Secret`);
  if (chosen && chosen !== here) return secretReference(chosen);
  return text(name).trim() || null;
}
