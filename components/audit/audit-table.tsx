/** A page of the trail: when, who, what, and the values before and after on demand. */
import Link from "next/link";
import type { AuditEntry } from "#lib/audit/model";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";

const { row, cell } = blockOnPhone;

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <Table label="Audit trail" className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>Did what</Th>
          <Th>Change</Th>
          <Th numeric>Chain</Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {entries.map((entry) => (
          <tr key={entry.id} className={row}>
            <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-2 phone:text-right")}>
              <RelativeTime time={entry.at} />
            </Td>
            <Td className={cn(cell, "whitespace-nowrap phone:order-1 phone:whitespace-normal")}>
              {entry.actorName}
              {entry.actorKind !== "user" && (
                <span className="ml-1.5 text-sm text-ink-faint">{entry.actorKind.replace("_", " ")}</span>
              )}
            </Td>
            <Td className={cn(cell, "whitespace-nowrap phone:order-3 phone:whitespace-normal")}>
              <span className="font-mono text-sm leading-5">{entry.action}</span> <Target entry={entry} />
            </Td>
            <Td className={cn(cell, "w-full min-w-48 phone:order-5 phone:col-span-2 phone:min-w-0")}>
              <Change before={entry.before} after={entry.after} />
            </Td>
            <Td
              numeric
              className={cn(cell, "font-mono text-sm leading-5 text-ink-faint phone:order-4")}
              title={entry.hash ?? undefined}
            >
              <span className="hidden phone:inline">chain </span>
              {entry.sequence ?? "soon"}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Target({ entry: { entity, entityId } }: { entry: AuditEntry }) {
  if (entity !== "ticket")
    return (
      <span title={entityId} className="text-ink-muted">
        {entity} {entityId.length > 12 ? `${entityId.slice(0, 8)}…` : entityId}
      </span>
    );
  return (
    <Link href={`/tickets/${entityId}`} className="underline-offset-2 hover:underline">
      #{entityId}
    </Link>
  );
}

type Values = Record<string, unknown> | null;

/** Only the fields that differ; a long value is cut and stands whole in its tooltip. */
function Change({ before, after }: { before: Values; after: Values }) {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = names.filter((name) => textOf(before?.[name]) !== textOf(after?.[name]));
  if (changed.length === 0) return <span className="text-ink-faint">–</span>;
  return (
    <dl className="flex flex-wrap gap-x-4 text-sm leading-5">
      {changed.map((name) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-ink-faint">{name}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {before && name in before && (
              <>
                <del className="text-ink-faint">{short(before[name])}</del>{" "}
                <span aria-hidden className="text-ink-faint">
                  →
                </span>{" "}
              </>
            )}
            <span title={textOf(after?.[name])}>
              {after && name in after ? short(after[name]) : "nothing"}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function short(value: unknown): string {
  const text = textOf(value);
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined || value === "") return "nothing";
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  return typeof value === "string" ? value : JSON.stringify(value);
}
