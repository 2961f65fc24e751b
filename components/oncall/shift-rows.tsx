/** Shifts in words: from when to when, who, and what says so. */
"use client";
import type { Layer, Shift } from "#lib/oncall/model";
import { useDesk } from "../inbox/desk-context";
import { cn } from "../ui/cn";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { namesOf, zonedTime } from "./oncall-words";

const { row, cell } = blockOnPhone;

type ShiftRowsProps = { shifts: Shift[]; timeZone: string; layers: readonly Layer[] };

export function ShiftRows({ shifts, timeZone, layers }: ShiftRowsProps) {
  const { people, me } = useDesk();
  return (
    <Table label="Shifts" className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>From</Th>
          <Th>To</Th>
          <Th>On call</Th>
          <Th>By</Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {shifts.map(({ startsAt, endsAt, userIds, from }) => (
          <tr key={startsAt.getTime()} className={row}>
            <Td className={cn(cell, "whitespace-nowrap tabular-nums phone:order-2")}>
              {zonedTime(startsAt, timeZone)}
            </Td>
            <Td className={cn(cell, "whitespace-nowrap tabular-nums phone:order-3")}>
              {zonedTime(endsAt, timeZone)}
            </Td>
            <Td className={cn(cell, "w-full phone:order-1 phone:col-span-2")}>
              <span className={userIds.length === 0 ? "font-medium text-critical-ink" : "font-medium"}>
                {namesOf(userIds, people)}
              </span>
              {userIds.includes(me.id) && <span className="text-ink-faint"> you</span>}
            </Td>
            <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-4")}>
              {from === "override" ? "Override" : from === null ? "Gap" : (layers[from]?.name ?? "")}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
