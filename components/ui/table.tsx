/** A plain table with hairlines: sticky head, figures to the right, scrolls sideways on its own. */
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./cn";

type TableProps = ComponentProps<"table"> & {
  /** What the table lists, for screen readers. */
  label: string;
};

export function Table({ label, className, ...rest }: TableProps) {
  return (
    // A group and no landmark: a page's section often has the same name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className={cn("w-full border-collapse text-left", className)} {...rest} />
    </div>
  );
}

/**
 * Classes for a table with more columns than a phone has room for: there each row is a block of two columns, and every
 * cell says where it stands in it by `phone:order-…` and `phone:col-span-2`.
 */
export const blockOnPhone = {
  table: "phone:block",
  head: "phone:sr-only",
  body: "phone:block",
  row: "phone:grid phone:grid-cols-[minmax(0,1fr)_auto] phone:items-center phone:gap-x-3 phone:gap-y-0.5 phone:border-b phone:border-line phone:py-2",
  cell: "phone:border-b-0 phone:p-0",
} as const;

type CellProps = { numeric?: boolean };

export function Th({ numeric, className, ...rest }: ComponentProps<"th"> & CellProps) {
  return (
    <th
      scope="col"
      className={cn(
        "sticky top-0 h-8 border-b border-line bg-canvas px-3 text-sm font-medium whitespace-nowrap text-ink-faint first:pl-0 last:pr-0 phone:px-1.5 phone:whitespace-normal phone:first:pl-0 phone:last:pr-0",
        numeric && "text-right",
        className,
      )}
      {...rest}
    />
  );
}

type Column =
  | string
  | {
      label: string;
      numeric?: boolean;
      /** What its figures mean, on hover. */
      title?: string;
    };

type ListTableProps = {
  label: string;
  /** Headings of all columns but the one that holds the buttons. */
  columns: readonly Column[];
  /** The last column holds buttons, unless told otherwise. */
  hasButtons?: boolean;
  /** The rows come in groups, each a `tbody` that begins with its heading. */
  isGrouped?: boolean;
  /** Rows of a cell for each column. */
  children: ReactNode;
};

/** A table of things, with their buttons; on a phone, where it has no room for columns, a list of blocks. */
export function ListTable({ label, columns, hasButtons = true, isGrouped, children }: ListTableProps) {
  const headings = columns.map((column, place) => [
    `--heading-${place + 1}`,
    JSON.stringify(headOf(column).label),
  ]);
  return (
    <Table
      label={label}
      className="list-on-phone"
      data-buttons={hasButtons || undefined}
      style={Object.fromEntries(headings)}
    >
      <ListHead columns={columns} hasButtons={hasButtons} className="phone:sr-only" />
      {isGrouped ? children : <tbody>{children}</tbody>}
    </Table>
  );
}

type ListHeadProps = Pick<ListTableProps, "columns" | "hasButtons"> & { className?: string };

/** The head of a table of things, with a column for their buttons. */
export function ListHead({ columns, hasButtons = true, className }: ListHeadProps) {
  return (
    <thead className={className}>
      <tr>
        {columns.map(headOf).map(({ label, ...head }) => (
          <Th key={label} {...head}>
            {label}
          </Th>
        ))}
        {hasButtons && (
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        )}
      </tr>
    </thead>
  );
}

function headOf(column: Column): Exclude<Column, string> {
  return typeof column === "string" ? { label: column } : column;
}

type TdProps = ComponentProps<"td"> &
  CellProps & {
    /** Holds a moment: its column is as wide for each, since the server does not know how the reader's clock says it. */
    moment?: boolean;
  };

export function Td({ numeric, moment, className, ...rest }: TdProps) {
  return (
    <td
      className={cn(
        "border-b border-line px-3 py-1.5 align-top first:pl-0 last:pr-0 phone:px-1.5 phone:first:pl-0 phone:last:pr-0",
        numeric && "text-right",
        moment && "min-w-36 whitespace-nowrap phone:min-w-0",
        className,
      )}
      {...rest}
    />
  );
}
