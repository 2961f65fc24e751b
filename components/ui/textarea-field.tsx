/** A labelled text of several lines of a form. */
import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Textarea } from "./textarea";

type TextareaFieldProps = Omit<
  ComponentProps<typeof Textarea>,
  "id" | "aria-describedby" | "aria-invalid" | "children"
> & {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; its presence marks the field as invalid. */
  error?: ReactNode;
};

export function TextareaField({ label, hint, error, ...rest }: TextareaFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <Textarea {...control} {...rest} />}
    </Field>
  );
}
