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
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className={cn("flex flex-col gap-1", className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-muted">
        {label}
      </label>
      {children({
        id,
        "aria-describedby": note ? noteId : undefined,
        "aria-invalid": error ? true : undefined,
      })}
      {note && (
        <p
          id={noteId}
          role={error ? "alert" : undefined}
          className={cn("text-sm", error ? "text-critical-ink" : "text-ink-faint")}
        >
          {note}
        </p>
      )}
    </div>
  );
}
