/** A page of the trail: when, who, what, and the values before and after on demand. */
import Link from "next/link";
import type { AuditEntry } from "#lib/audit/model";
import { RelativeTime } from "../ui/relative-time";
import { Table, Td, Th } from "../ui/table";

export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  return (
    <Table label="Audit trail">
      <thead>
        <tr>
          <Th>When</Th>
          <Th>Who</Th>
          <Th>Did what</Th>
          <Th>Change</Th>
          <Th numeric>Chain</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <Td className="whitespace-nowrap text-ink-muted">
              <RelativeTime time={entry.at} />
            </Td>
            <Td className="whitespace-nowrap">
              {entry.actorName}
              {entry.actorKind !== "user" && (
                <span className="ml-1.5 text-sm text-ink-faint">{entry.actorKind.replace("_", " ")}</span>
              )}
            </Td>
            <Td className="sm:whitespace-nowrap">
              <span className="font-mono text-sm leading-5">{entry.action}</span> <Target entry={entry} />
            </Td>
            <Td className="w-full min-w-48 phone:min-w-96">
              <Change before={entry.before} after={entry.after} />
            </Td>
            <Td
              numeric
              className="font-mono text-sm leading-5 text-ink-faint"
              title={entry.hash ?? undefined}
            >
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
          <dd className="min-w-0">
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
