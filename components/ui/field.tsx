/** A labelled control with its hint and error, wired for screen readers. */
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

type ControlProps = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };
type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to do; its presence marks the control as invalid. */
  error?: ReactNode;
  /** Gets the props to spread on the control: `{(control) => <Input {...control} name="host" />}`. */
  children: (control: ControlProps) => ReactNode;
  className?: string;
};

export function Field({ label, hint, error, children, className }: FieldProps) {
  const id = useId();
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean);
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-muted">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": ids.length > 0 ? ids.join(" ") : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm text-critical-ink">
          {error}
        </p>
      )}
      {/* It stays: what went wrong is mended by what it says. */}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-ink-faint">
          {hint}
        </p>
      )}
    </div>
  );
}
