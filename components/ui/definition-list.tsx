/** Names and values in two columns: the customer, a ticket's properties, a model's settings. */
import { Fragment, type ReactNode } from "react";
import { cn } from "./cn";

type DefinitionListProps = { items: readonly { term: string; value: ReactNode }[]; className?: string };

export function DefinitionList({ items, className }: DefinitionListProps) {
  return (
    <dl className={cn("grid grid-cols-[minmax(5rem,max-content)_1fr] gap-x-4 gap-y-1.5", className)}>
      {items.map(({ term, value }) => (
        <Fragment key={term}>
          <dt className="text-ink-faint">{term}</dt>
          <dd className="min-w-0 tabular-nums">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
