/** A report of scenarios as lines of text: pure. */
import type { ScenarioReport, ScenarioResult } from "./model";

/** One line a scenario, with what was shown instead where it failed, and a closing line that counts. */
export function reportLines({ results, faults, passed, failed, seconds }: ScenarioReport): string[] {
  return [
    ...faults,
    ...results.flatMap(resultLines),
    "",
    `${passed} of ${passed + failed} scenarios passed in ${seconds.toFixed(1)} s.`,
  ];
}

function resultLines({ id, about, passed, failures, error }: ScenarioResult): string[] {
  const head = `${passed ? "pass" : "FAIL"}  ${id}${about ? `: ${about}` : ""}`;
  return [head, ...(error ? [error] : failures).map((line) => `      ${line}`)];
}
