/** A labelled line of text of a form. */
import type { ComponentProps, ReactNode } from "react";
import { Field } from "./field";
import { Input } from "./input";

type TextFieldProps = Omit<
  ComponentProps<typeof Input>,
  "id" | "aria-describedby" | "aria-invalid" | "children"
> & {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; its presence marks the field as invalid. */
  error?: ReactNode;
};

export function TextField({ label, hint, error, ...rest }: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => <Input {...control} {...rest} />}
    </Field>
  );
}
