/** A labelled number of a form. */
import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Input } from "./input";

type NumberFieldProps = Pick<
  ComponentProps<typeof Input>,
  "name" | "min" | "max" | "step" | "defaultValue" | "value" | "onChange" | "required"
> & {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** What is counted, behind the number. */
  unit?: string;
  /** How wide the number is, where the form is wider than it. */
  inputClassName?: string;
};

export function NumberField({ label, hint, error, unit, inputClassName, ...rest }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => {
        const input = <Input {...control} {...rest} type="number" className={inputClassName} />;
        if (!unit) return input;
        return (
          <span className="flex items-center gap-2">
            {input}
            {unit}
          </span>
        );
      }}
    </Field>
  );
}
