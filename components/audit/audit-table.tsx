/** A page of the trail: when, a sentence of what happened, and the values that changed. */
import Link from "next/link";
import type { AuditEntry } from "#lib/audit/model";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { type AuditNames, auditSentence } from "./audit-sentence";

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
            <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-2 phone:text-right")}>
              <RelativeTime time={entry.at} />
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

type Values = Record<string, unknown> | null;

/** Only the fields that differ; a long value is cut and stands whole in its tooltip. */
function Changes({ before, after, names }: { before: Values; after: Values; names: AuditNames }) {
  const textOf = (name: string, value: unknown) => valueText(nameOf(name, value, names));
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = fields.filter(
    (name) => !technical.has(name) && textOf(name, before?.[name]) !== textOf(name, after?.[name]),
  );
  if (changed.length === 0) return <span className="text-ink-faint">–</span>;
  return (
    <dl className="flex flex-wrap gap-x-4 text-sm leading-5">
      {changed.map((name) => (
        <div key={name} className="flex gap-1.5">
          <dt className="text-ink-faint">{fieldWords(name)}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {before && name in before && (
              <>
                <del className="text-ink-faint">{short(textOf(name, before[name]))}</del>{" "}
                <span aria-hidden className="text-ink-faint">
                  →
                </span>{" "}
              </>
            )}
            <span title={textOf(name, after?.[name])}>
              {after && name in after ? short(textOf(name, after[name])) : "none"}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What links an entry to other rows and says nothing to a reader. */
const technical = new Set(["at", "eventId", "decisionId", "ticketId", "pipelineVersion", "kind", "outcome"]);

/** People and queues by their names. */
function nameOf(field: string, value: unknown, { people, queues }: AuditNames): unknown {
  if (field === "userIds" && Array.isArray(value))
    return value.map((id) => people[String(id)] ?? id).join(", ");
  if (field === "assigneeId") return people[String(value)] ?? value;
  if (field === "queueId") return queues[String(value)] ?? value;
  return value;
}

/** A field as words: "assigneeId" is the assignee, "dueAt" is when it is due. */
function fieldWords(name: string): string {
  if (name === "ipAddress") return "IP address";
  return name
    .replace(/(Ids?|At)$/, "")
    .replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll("_", " ");
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function valueText(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  return typeof value === "string" ? value : JSON.stringify(value);
}
