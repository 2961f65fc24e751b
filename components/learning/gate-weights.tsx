/** Every number the gate looks at, in words, with how much it counts. */
import type { GateState, GateWeight } from "#lib/learning/model";
import { ListTable, Td } from "../ui/table";
import { featureWords } from "./feature-words";

const columns = [
  "Meaning",
  "Feature",
  { label: "Mean value", numeric: true },
  { label: "Weight", numeric: true },
];

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
      <ListTable
        label="Features and weights"
        columns={[...columns, ...queues.map((label) => ({ label, numeric: true }))]}
        hasButtons={false}
      >
        {weights.map((one) => (
          <WeightRow key={one.name} weight={one} queues={queues} />
        ))}
      </ListTable>
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
        <Td key={queue} numeric data-heading={queue} className="text-ink-muted tabular-nums">
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
