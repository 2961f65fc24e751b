/** Every number the gate looks at, in words, with how much it counts. */
import type { GateState, GateWeight } from "#lib/learning/model";
import { Table, Td, Th } from "../ui/table";
import { featureWords } from "./feature-words";

export function GateWeights({ state }: { state: GateState }) {
  const { weights } = state;
  const queues = [...new Set(weights.flatMap((one) => Object.keys(one.queues)))];
  const isUntrained = weights.length === 1;
  return (
    <>
      {isUntrained && (
        <p className="mb-3 max-w-prose text-ink-muted">
          No decisions yet. Until then the gate uses the confidence of the draft as it is.
        </p>
      )}
      <Table label="Features and weights">
        <thead>
          <tr>
            <Th>Meaning</Th>
            <Th>Feature</Th>
            <Th numeric>Mean value</Th>
            <Th numeric>Weight</Th>
            {queues.map((queue) => (
              <Th key={queue} numeric>
                {queue}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weights.map((one) => (
            <WeightRow key={one.name} weight={one} queues={queues} />
          ))}
        </tbody>
      </Table>
    </>
  );
}

function WeightRow({ weight, queues }: { weight: GateWeight; queues: readonly string[] }) {
  return (
    <tr>
      <Td className="min-w-56">{featureWords(weight.name)}</Td>
      <Td className="font-mono text-sm whitespace-nowrap text-ink-faint">{weight.name}</Td>
      <Td numeric className="tabular-nums">
        {weight.mean.toFixed(2)}
      </Td>
      <Td numeric className="font-medium tabular-nums">
        {signed(weight.weight)}
      </Td>
      {queues.map((queue) => (
        <Td key={queue} numeric className="text-ink-muted tabular-nums">
          {weight.queues[queue] === undefined ? "–" : signed(weight.queues[queue])}
        </Td>
      ))}
    </tr>
  );
}

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && digits !== "0.00" ? `−${digits}` : `+${digits}`;
}
