/** A report of scenarios as lines of text: pure. */
import type { FindingCounts, ScenarioReport, ScenarioResult } from "./model";

/** One line a scenario, with what was shown instead where it failed, and a closing line that counts. */
export function reportLines({
  results,
  faults,
  passed,
  failed,
  seconds,
  findings,
}: ScenarioReport): string[] {
  return [
    ...faults,
    ...results.flatMap(resultLines),
    "",
    ...(findings ? [findingLine(findings)] : []),
    `${passed} of ${passed + failed} scenarios passed in ${seconds.toFixed(1)} s.`,
  ];
}

function resultLines({ id, about, passed, failures, error }: ScenarioResult): string[] {
  const head = `${passed ? "pass" : "FAIL"}  ${id}${about ? `: ${about}` : ""}`;
  return [head, ...(error ? [error] : failures).map((line) => `      ${line}`)];
}

function findingLine({ faults, right, wrong, calm, calmRight }: FindingCounts): string {
  return `Findings: ${right} of ${faults} faults found, ${wrong} of ${faults + calm} claims wrong, no fault recognised in ${calmRight} of ${calm}.`;
}
