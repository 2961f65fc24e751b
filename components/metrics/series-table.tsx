/** The series, a row each: what it is, how it stands, its last value beside what is usual. */
import Link from "next/link";
import { labelText, type SeriesRow, unitOf } from "#lib/metrics/model";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { RelativeTime } from "../ui/relative-time";
import { blockOnPhone, Table, Td, Th } from "../ui/table";
import { rangeWords, stateHints, stateWords, valueWords } from "./metric-words";

const { row, cell } = blockOnPhone;

export function SeriesTable({ rows }: { rows: SeriesRow[] }) {
  return (
    <Table label="Series" className={blockOnPhone.table}>
      <thead className={blockOnPhone.head}>
        <tr>
          <Th>Series</Th>
          <Th>State</Th>
          <Th numeric>Last value</Th>
          <Th numeric>Usual range</Th>
          <Th>Last seen</Th>
        </tr>
      </thead>
      <tbody className={blockOnPhone.body}>
        {rows.map((series) => (
          <tr key={series.id} className={row}>
            <Td className={cn(cell, "max-w-md phone:order-1")}>
              <Link
                href={`/metrics/${series.id}`}
                className="font-medium wrap-anywhere underline-offset-2 hover:underline"
              >
                {series.name}
              </Link>
              <p className="text-sm wrap-anywhere text-ink-muted">{labelText(series.labels)}</p>
            </Td>
            <Td className={cn(cell, "phone:order-2 phone:text-right")} title={stateHints[series.state]}>
              <Badge tone={stateWords[series.state].tone}>{stateWords[series.state].label}</Badge>
            </Td>
            <Td numeric className={cn(cell, "whitespace-nowrap tabular-nums phone:order-3 phone:text-left")}>
              {valueWords(series.lastValue, unitOf(series))}
            </Td>
            <Td numeric className={cn(cell, "whitespace-nowrap text-ink-muted tabular-nums phone:order-4")}>
              {rangeWords(series.low, series.high, unitOf(series))}
            </Td>
            <Td className={cn(cell, "whitespace-nowrap text-ink-muted phone:order-5 phone:col-span-2")}>
              {series.lastAt ? <RelativeTime time={series.lastAt} /> : "Never"}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
