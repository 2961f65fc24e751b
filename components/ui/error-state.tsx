/** Something failed: what happened, what is safe, what to do. */
"use client";
import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import { cn } from "./cn";

type ErrorStateProps = {
  /** What happened, as a sentence. */
  title: string;
  /** What is safe and what to do. */
  children?: ReactNode;
  onRetry?: () => void;
  /** A code to quote when asking for help. */
  reference?: string;
  className?: string;
};

export function ErrorState({ title, children, onRetry, reference, className }: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("flex max-w-xl gap-3 rounded-md bg-critical-soft px-3 py-2.5", className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-critical-ink" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-critical-ink">{title}</p>
        {children && <div className="text-ink-muted">{children}</div>}
        {reference && <p className="mt-1 font-mono text-sm text-ink-muted">{reference}</p>}
      </div>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}
