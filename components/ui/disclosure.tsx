/** Something for those who want to know more: one line that opens. */
import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";

type DisclosureProps = { summary: ReactNode; children: ReactNode; className?: string };

export function Disclosure({ summary, children, className }: DisclosureProps) {
  return (
    <details className={cn("group border-t border-line py-3", className)}>
      <summary className="flex min-h-7 w-fit items-center gap-1.5 rounded-sm font-medium text-ink-muted marker:content-none hover:text-ink">
        <ChevronRight aria-hidden className="size-3.5 transition-transform group-open:rotate-90" />
        {summary}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
