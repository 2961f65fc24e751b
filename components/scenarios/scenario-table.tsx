/** The scenarios as rows: what each is about and whether it passed. */
import type { SavedScenario } from "#lib/scenarios/model";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";
import { Table, Td, Th } from "../ui/table";

type ScenarioTableProps = { scenarios: readonly SavedScenario[]; onOpen: (saved: SavedScenario) => void };

export function ScenarioTable({ scenarios, onOpen }: ScenarioTableProps) {
  const passed = scenarios.filter(({ result }) => result?.passed).length;
  const ran = scenarios.filter(({ result }) => result).length;
  return (
    <>
      <p className="mb-2 text-ink-muted">
        {ran === 0 ? "None has been run yet." : `${passed} of ${ran} passed at their last run.`}
      </p>
      <Table label="Scenarios">
        <thead>
          <tr>
            <Th>Scenario</Th>
            <Th>Result</Th>
            <Th>Last run</Th>
          </tr>
        </thead>
        <tbody>
          {scenarios.map((saved) => (
            <tr key={saved.definition.id}>
              <Td>
                <button
                  type="button"
                  className="text-left font-medium text-accent-ink hover:underline"
                  onClick={() => onOpen(saved)}
                >
                  {saved.definition.id}
                </button>
                <p className="text-sm text-ink-muted">{saved.definition.about}</p>
              </Td>
              <Td>
                <Result saved={saved} />
              </Td>
              <Td className="whitespace-nowrap">
                {saved.ranAt ? <RelativeTime time={saved.ranAt} /> : "Never"}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}

export function Result({ saved: { result, isRunning } }: { saved: SavedScenario }) {
  if (isRunning) return <Badge tone="accent">Running</Badge>;
  if (!result) return <Badge>Not run</Badge>;
  return (
    <>
      <Badge tone={result.passed ? "positive" : "critical"}>{result.passed ? "Passed" : "Failed"}</Badge>
      {[...result.failures, ...(result.error ? [result.error] : [])].map((line) => (
        <p key={line} className="mt-1 max-w-prose text-sm break-words text-ink-muted">
          {line}
        </p>
      ))}
    </>
  );
}
