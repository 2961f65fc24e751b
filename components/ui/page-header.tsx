/** The head of a page inside `<main>`: its one h1, a line of context, its actions. */
import type { ReactNode } from "react";
import { cn } from "./cn";

type PageHeaderProps = { title: ReactNode; description?: ReactNode; actions?: ReactNode; className?: string };

export function PageHeader({ title, description, actions, className }: PageHeaderProps) {
  return (
    <header className={cn("flex flex-wrap items-start justify-between gap-x-6 gap-y-3 pb-5", className)}>
      <div className="min-w-0">
        <h1 className="text-xl tracking-tight">{title}</h1>
        {description && <p className="mt-0.5 max-w-prose text-pretty text-ink-muted">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}

/** The scrolling body of an ordinary page: side margins, a readable width. The inbox, which fills the window, goes without. */
export function PageBody({ wide, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <div className="scroll-region h-full">
      <div className={cn("mx-auto px-8 py-6 phone:px-4 phone:py-4", wide ? "max-w-7xl" : "max-w-4xl")}>
        {children}
      </div>
    </div>
  );
}
