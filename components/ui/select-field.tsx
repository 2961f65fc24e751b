/** A labelled choice of a form, of a few. */
import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Select } from "./select";

type SelectFieldProps<Value extends string> = Omit<
  ComponentProps<typeof Select<Value>>,
  "id" | "aria-describedby" | "aria-invalid" | "aria-label"
> & {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; its presence marks the field as invalid. */
  error?: ReactNode;
};

export function SelectField<Value extends string>({ label, hint, error, ...rest }: SelectFieldProps<Value>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <Select {...control} {...rest} />}
    </Field>
  );
}
