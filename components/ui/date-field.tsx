/** A labelled day or time of a form. */
import type { ReactNode } from "react";
import { DateInput, type DateInputProps } from "./date-input";
import { Field } from "./field";

type DateFieldProps = Omit<DateInputProps, "id" | "aria-describedby" | "aria-invalid"> & {
  label: ReactNode;
  /** What is wrong and what to do; its presence marks the field as invalid. */
  error?: ReactNode;
};

export function DateField({ label, error, ...rest }: DateFieldProps) {
  return (
    <Field label={label} error={error}>
      {(control) => <DateInput {...control} {...rest} />}
    </Field>
  );
}
