/** The arguments of a diagnostic, a block each: its name, its type, what it means, and the values it may take. */
"use client";
import { Plus, X } from "lucide-react";
import { type ArgumentType, argumentTypes, type ToolArgument } from "#lib/tools/model";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { IconButton } from "../ui/icon-button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";

/** An argument as it is being typed; `id` tells the blocks apart, `choices` stand behind commas. */
export type ArgumentRow = Omit<ToolArgument, "choices"> & { id: number; choices: string };

export function rowsOf(declared: readonly ToolArgument[]): ArgumentRow[] {
  return declared.map((one, id) => ({ ...one, id, choices: one.choices.join(", ") }));
}

export function argumentsOf(rows: readonly ArgumentRow[]): ToolArgument[] {
  return rows.map(({ id, choices, ...one }) => {
    const values = choices.split(",").flatMap((choice) => choice.trim() || []);
    return { ...one, choices: one.type === "text" ? values : [] };
  });
}

const typeWords: Record<ArgumentType, string> = { text: "Text", number: "Number", boolean: "Yes or no" };
const types = argumentTypes.map((value) => ({ value, label: typeWords[value] }));

type ArgumentRowsProps = {
  rows: ArgumentRow[];
  onChange: (rows: ArgumentRow[]) => void;
  faultOf: (field: string) => string | undefined;
};

export function ArgumentRows({ rows, onChange, faultOf }: ArgumentRowsProps) {
  const set = (id: number, change: Partial<ArgumentRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  const add = () =>
    onChange([
      ...rows,
      {
        id: Math.max(-1, ...rows.map(({ id }) => id)) + 1,
        name: "",
        description: "",
        type: "text",
        isRequired: true,
        choices: "",
      },
    ]);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-sm font-medium text-ink-muted">Arguments</legend>
      {rows.map((row, place) => (
        <fieldset key={row.id} className="flex flex-col gap-2 border-l-2 border-line pl-3">
          <legend className="sr-only">Argument {row.name || place + 1}</legend>
          <div className="flex items-end gap-2">
            <Field label="Name" error={faultOf(`arguments.${place}.name`)} className="min-w-0 flex-1">
              {(control) => (
                <Input
                  {...control}
                  value={row.name}
                  onChange={(event) => set(row.id, { name: event.target.value })}
                  className="font-mono"
                  autoComplete="off"
                  required
                />
              )}
            </Field>
            <Field label="Type" className="w-28">
              {(control) => (
                <Select
                  {...control}
                  options={types}
                  value={row.type}
                  onValueChange={(type) => set(row.id, { type })}
                />
              )}
            </Field>
            <IconButton
              label={`Remove argument ${row.name || place + 1}`}
              icon={<X />}
              onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
            />
          </div>
          <TextField
            label="Description"
            error={faultOf(`arguments.${place}.description`)}
            value={row.description}
            onChange={(event) => set(row.id, { description: event.target.value })}
            autoComplete="off"
          />
          {row.type === "text" && (
            <TextField
              label="Choices"
              hint="Separated by commas; empty for any text."
              error={faultOf(`arguments.${place}.choices`)}
              value={row.choices}
              onChange={(event) => set(row.id, { choices: event.target.value })}
              autoComplete="off"
            />
          )}
          <Checkbox
            label="Required"
            checked={row.isRequired}
            onCheckedChange={(isChecked) => set(row.id, { isRequired: isChecked === true })}
          />
        </fieldset>
      ))}
      <Button size="sm" className="self-start" onClick={add}>
        <Plus aria-hidden /> Add an argument
      </Button>
      {faultOf("arguments") && (
        <p role="alert" className="text-sm text-critical-ink">
          {faultOf("arguments")}
        </p>
      )}
    </fieldset>
  );
}
