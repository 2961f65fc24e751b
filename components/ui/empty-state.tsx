/** Nothing here yet: says why, and teaches the next step. */
import type { ReactNode } from "react";
import { cn } from "./cn";

type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** The page consists of nothing else: the title is its heading. */
  heading?: boolean;
  /** One or two sentences: what will appear here, and what makes it appear. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function EmptyState({ icon, title, heading, children, action, className }: EmptyStateProps) {
  return (
    <div
      className={cn("mx-auto flex max-w-sm flex-col items-center gap-1 px-6 py-12 text-center", className)}
    >
      {icon && <div className="mb-2 text-ink-faint [&_svg]:size-6 [&_svg]:stroke-[1.5]">{icon}</div>}
      {heading ? (
        <h1 className="text-md font-medium">{title}</h1>
      ) : (
        <p className="text-md font-medium">{title}</p>
      )}
      {children && <div className="text-pretty text-ink-muted">{children}</div>}
      {action && <div className="mt-4 flex gap-2">{action}</div>}
    </div>
  );
}
