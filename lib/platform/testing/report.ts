/** A reporter of Vitest: counts and failures in a file of their own, for the closing lines of `npm test`. */
import { writeFileSync } from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/** What a run of tests came to. A failure is where it happened and what was said. */
export type Outcome = { passed: number; failed: number; skipped: number; failures: string[] };

export default class Report implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const outcome: Outcome = { passed: 0, failed: 0, skipped: 0, failures: [] };
    const blame = (where: string, errors: readonly SerializedError[]) => {
      for (const { message } of errors) outcome.failures.push(`${where}: ${message}`);
    };
    for (const module of modules) {
      const file = module.relativeModuleId;
      blame(file, module.errors());
      for (const suite of module.children.allSuites()) blame(`${file} › ${suite.fullName}`, suite.errors());
      for (const test of module.children.allTests()) {
        const { state, errors } = test.result();
        if (state !== "pending") outcome[state]++;
        blame(`${file} › ${test.fullName}`, errors ?? []);
      }
    }
    blame("outside of any test", unhandled);
    writeFileSync(process.env.VIGIL_TEST_REPORT ?? "", JSON.stringify(outcome));
  }
}
