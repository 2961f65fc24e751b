/** A page of the trail: when, a sentence of what happened, and the values that changed. */
import Link from "next/link";
import type { AuditEntry } from "#lib/audit/model";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { type AuditNames, auditSentence } from "./audit-sentence";
import { changedFields } from "./change-words";

const { row, cell } = blockOnPhone;

type AuditTableProps = { entries: AuditEntry[]; names: AuditNames };

export function AuditTable({ entries, names }: AuditTableProps) {
  return (
    <Table label="Audit trail" className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>When</Th>
          <Th>What happened</Th>
          <Th>Changes</Th>
          <Th numeric>Entry</Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {entries.map((entry) => (
          <tr key={entry.id} className={row}>
            <Td moment className={cn(cell, "text-ink-muted phone:order-2 phone:text-right")}>
              <RelativeTime clock="with day" time={entry.at} />
            </Td>
            <Td className={cn(cell, "min-w-80 phone:order-1 phone:min-w-0")}>
              <Sentence entry={entry} names={names} />
            </Td>
            <Td className={cn(cell, "w-full min-w-48 phone:order-5 phone:col-span-2 phone:min-w-0")}>
              <Changes before={entry.before} after={entry.after} names={names} />
            </Td>
            <Td
              numeric
              className={cn(
                cell,
                "font-mono text-sm leading-5 text-ink-faint phone:order-4 phone:col-span-2 phone:text-left",
              )}
              title={entry.hash ?? undefined}
            >
              <span className="hidden phone:inline">Entry </span>
              {entry.sequence ?? "pending"}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Sentence({ entry, names }: { entry: AuditEntry; names: AuditNames }) {
  const { before, thing, href, after } = auditSentence(entry, names);
  return (
    <p title={entry.action}>
      <span className="font-medium">{entry.actorName}</span> {before}{" "}
      {href ? (
        <Link href={href} className="underline-offset-2 hover:underline">
          <bdi>{thing}</bdi>
        </Link>
      ) : (
        <bdi>{thing}</bdi>
      )}{" "}
      {after}
    </p>
  );
}

type ChangesProps = Pick<AuditEntry, "before" | "after"> & { names: AuditNames };

/** A long value is cut and stands whole in its tooltip. */
function Changes({ before, after, names }: ChangesProps) {
  const changed = changedFields(before, after, names);
  if (changed.length === 0) return <span className="text-ink-faint">–</span>;
  return (
    <dl className="flex flex-wrap gap-x-4 text-sm leading-5">
      {changed.map((field) => (
        <div key={field.name} className="flex gap-1.5">
          <dt className="text-ink-faint">{field.words}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {field.before !== undefined && (
              <>
                <del className="text-ink-faint">{short(field.before)}</del>{" "}
                <span aria-hidden className="text-ink-faint">
                  →
                </span>{" "}
              </>
            )}
            <span title={field.after}>{short(field.after)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
