/** A titled part of a page, set off by a hairline instead of a box. */
import { type ReactNode, useId } from "react";
import { cn } from "./cn";

type SectionProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
};

export function Section({ title, description, actions, children, className }: SectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={cn("border-t border-line py-4 first:border-t-0 first:pt-0", className)}
    >
      <header className="mb-3 flex min-h-7 items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 id={id} className="text-md leading-7">
            {title}
          </h2>
          {description && <p className="max-w-prose text-ink-muted">{description}</p>}
        </div>
        {actions && <div className="flex shrink-0 gap-2">{actions}</div>}
      </header>
      {children}
    </section>
  );
}
