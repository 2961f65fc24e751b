/** Pages as rows: what it is about, how it stands, who has it. */
"use client";
import Link from "next/link";
import type { Page } from "#lib/oncall/paging/model";
import { useDesk } from "../inbox/desk-context";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { causeWords, namesOf, statusTones, statusWords, urgencyTones, urgencyWords } from "./oncall-words";

const { row, cell } = blockOnPhone;

export function PageRows({ label, pages }: { label: string; pages: Page[] }) {
  const { people } = useDesk();
  return (
    <Table label={label} className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>Page</Th>
          <Th>State</Th>
          <Th>Urgency</Th>
          <Th>Cause</Th>
          <Th>With</Th>
          <Th>Opened</Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {pages.map((page) => (
          <tr key={page.id} className={row}>
            <Td className={cn(cell, "w-full max-w-0 min-w-56 phone:order-1 phone:max-w-none phone:min-w-0")}>
              <Link
                href={`/oncall/pages/${page.id}`}
                className="block truncate font-medium hover:underline phone:whitespace-normal"
              >
                <bdi>{page.title}</bdi>
              </Link>
            </Td>
            <Td className={cn(cell, "phone:order-2")}>
              <Badge tone={statusTones[page.status]}>{statusWords[page.status]}</Badge>
            </Td>
            <Td className={cn(cell, "phone:order-3")}>
              <Badge outline tone={urgencyTones[page.urgency]}>
                {urgencyWords[page.urgency]}
              </Badge>
            </Td>
            <Td className={cn(cell, "whitespace-nowrap phone:order-4")}>{causeWords[page.cause]}</Td>
            <Td className={cn(cell, "whitespace-nowrap phone:order-5")}>
              {page.ownerName ?? namesOf(page.calledIds, people)}
            </Td>
            <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-6")}>
              <RelativeTime time={page.openedAt} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
