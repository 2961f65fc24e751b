/** Which installed look-up is made, and with which values: fixed ones, or those the action is run with. */
"use client";
import { useState } from "react";
import type { LookUpChoice, ToolLook } from "#lib/remediation/look-ups/model";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { SelectField } from "../ui/select-field";

type LookFieldsProps = {
  /** What the fields' names begin with. */
  prefix: string;
  label: string;
  hint: string;
  lookUps: readonly LookUpChoice[];
  stored: ToolLook | null;
  isOptional?: boolean;
  error?: string;
};

const none = "none";

export function LookFields({ prefix, label, hint, lookUps, stored, isOptional, error }: LookFieldsProps) {
  const [tool, setTool] = useState(stored?.tool ?? (isOptional ? none : (lookUps[0]?.tool ?? none)));
  const choices = [
    ...(isOptional || lookUps.length === 0 ? [{ value: none, label: "None" }] : []),
    ...lookUps.map((one) => ({ value: one.tool, label: one.tool })),
    // One that is no longer installed stays what it is until another is chosen.
    ...(stored && lookUps.every((one) => one.tool !== stored.tool)
      ? [{ value: stored.tool, label: `${stored.tool} (not installed)` }]
      : []),
  ];
  const names = lookUps.find((one) => one.tool === tool)?.arguments ?? [];
  return (
    <>
      <SelectField
        label={label}
        hint={hint}
        error={error}
        name={`${prefix}.tool`}
        options={choices}
        value={tool}
        onValueChange={setTool}
        className="font-mono"
      />
      {names.map((name) => (
        <Field key={`${tool} ${name}`} label={`${name} of the look-up`}>
          {(control) => (
            <Input
              {...control}
              name={`${prefix}.arguments.${name}`}
              className="font-mono"
              autoComplete="off"
              placeholder={`{${name}}`}
              defaultValue={stored?.tool === tool ? stored.arguments[name] : undefined}
            />
          )}
        </Field>
      ))}
    </>
  );
}

/** The look-up of these fields; null where none is chosen. */
export function lookIn(
  text: (name: string) => string,
  prefix: string,
  lookUps: readonly LookUpChoice[],
): ToolLook | null {
  const tool = text(`${prefix}.tool`);
  if (!tool || tool === none) return null;
  const names = lookUps.find((one) => one.tool === tool)?.arguments ?? [];
  const values = names.flatMap((name) => {
    const value = text(`${prefix}.arguments.${name}`);
    return value ? [[name, value] as const] : [];
  });
  return { tool, arguments: Object.fromEntries(values) };
}
