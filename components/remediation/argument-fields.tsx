/** The arguments of a tool or an action as fields of a form, and what was entered there as values. */
"use client";
import type { ToolArgument } from "#lib/tools/model";
import { nameWords } from "../ticket/value-words";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

/** A select cannot submit nothing. */
const nothing = "–";

type ArgumentFieldsProps = { declared: readonly ToolArgument[]; values?: Record<string, unknown> };

export function ArgumentFields({ declared, values = {} }: ArgumentFieldsProps) {
  if (declared.length === 0) return <p className="text-ink-muted">It takes no arguments.</p>;
  return declared.map((argument) => (
    <ArgumentField key={argument.name} argument={argument} value={values[argument.name]} />
  ));
}

function ArgumentField({ argument, value }: { argument: ToolArgument; value: unknown }) {
  const { name, description, type, isRequired } = argument;
  const choices = type === "boolean" ? ["true", "false"] : argument.choices;
  const options = [...(isRequired ? [] : [nothing]), ...choices];
  const given = value === undefined || value === null ? undefined : String(value);
  return (
    <Field label={nameWords(name)} hint={description || undefined}>
      {(control) =>
        choices.length > 0 ? (
          <Select
            {...control}
            name={name}
            defaultValue={given ?? options[0]}
            options={options.map((one) => ({ value: one, label: one }))}
          />
        ) : (
          <Input
            {...control}
            name={name}
            type={type === "number" ? "number" : "text"}
            step="any"
            autoComplete="off"
            defaultValue={given}
            required={isRequired}
          />
        )
      }
    </Field>
  );
}

/** What was entered; an empty field gives nothing. */
export function givenIn(declared: readonly ToolArgument[], form: FormData): Record<string, unknown> {
  const values = declared.flatMap(({ name, type }) => {
    const text = String(form.get(name) ?? "").trim();
    if (text === "" || text === nothing) return [];
    return [[name, type === "number" ? Number(text) : type === "boolean" ? text === "true" : text]];
  });
  return Object.fromEntries(values);
}
