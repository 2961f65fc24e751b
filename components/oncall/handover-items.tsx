/** What is handed over, a line each: what it is, who has it, what comes next, until when. */
"use client";
import Link from "next/link";
import type { HandoverItem } from "#lib/oncall/handover/model";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";

const { row, cell } = blockOnPhone;
const kindWords = {
  page: "Page",
  incident: "Incident",
  ticket: "Ticket",
  action: "In flight",
  snoozed: "Put aside",
  silence: "Silence",
} as const satisfies Record<HandoverItem["kind"], string>;

export function HandoverItems({ label, items }: { label: string; items: HandoverItem[] }) {
  if (items.length === 0) return <p className="text-ink-muted">Nothing is open.</p>;
  return (
    <Table label={label} className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>Kind</Th>
          <Th>What</Th>
          <Th>Owner</Th>
          <Th>Next step</Th>
          <Th>Until</Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {items.map(({ kind, title, href, owner, nextStep, until }) => (
          <tr key={`${kind} ${href} ${title}`} className={row}>
            <Td className={cn(cell, "whitespace-nowrap phone:order-2")}>
              <Badge outline>{kindWords[kind]}</Badge>
            </Td>
            <Td className={cn(cell, "w-1/2 min-w-48 phone:order-1 phone:w-auto phone:min-w-0")}>
              <Link href={href} className="font-medium hover:underline">
                <bdi>{title}</bdi>
              </Link>
            </Td>
            <Td className={cn(cell, "whitespace-nowrap phone:order-4")}>{owner ?? "Nobody"}</Td>
            <Td className={cn(cell, "w-1/2 phone:order-3 phone:w-auto")}>
              <bdi>{nextStep}</bdi>
            </Td>
            <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-5")}>
              {until && <RelativeTime time={until} />}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
