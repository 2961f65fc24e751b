/** Recommended thresholds by time of day, with the alarms they would have raised. */
import type { ThresholdBlock } from "#lib/metrics/model";
import { Table, Td, Th } from "../ui/table";
import { valueWords } from "./metric-words";

export function ThresholdTable({ blocks, unit }: { blocks: readonly ThresholdBlock[]; unit: string }) {
  return (
    <Table label="Thresholds by time of day">
      <thead>
        <tr>
          <Th>Hours (UTC)</Th>
          <Th numeric>Alert above</Th>
          <Th numeric>Alert below</Th>
          <Th numeric>Alarms in 7 days</Th>
        </tr>
      </thead>
      <tbody>
        {blocks.map(({ fromHour, toHour, upper, lower, alarms }) => (
          <tr key={fromHour}>
            <Td className="whitespace-nowrap tabular-nums">
              {two(fromHour)}:00–{two(toHour)}:00
            </Td>
            <Td numeric className="whitespace-nowrap tabular-nums">
              {valueWords(upper, unit)}
            </Td>
            <Td numeric className="whitespace-nowrap tabular-nums">
              {valueWords(lower, unit)}
            </Td>
            <Td numeric className="tabular-nums">
              {alarms}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function two(hour: number): string {
  return String(hour).padStart(2, "0");
}
