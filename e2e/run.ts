/** `npm test`: static checks, unit and integration tests, browser tests; one closing line over all of them. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

type Count = { passed: number; failed: number; skipped: number };

const reports = mkdtempSync(join(tmpdir(), "vigil-test-"));
const counts = [
  check("Lint, format and layers", ["biome", "check", "."]),
  check("Types", ["tsc", "--noEmit", "-p", "."]),
  check("Rooms", ["depcruise", "--config", ".dependency-cruiser.mjs", "lib", "app", "components", "db"]),
  unitTests(join(reports, "unit.json")),
  browserTests(join(reports, "browser.json")),
];
rmSync(reports, { recursive: true, force: true });
const sum = (key: keyof Count) => counts.reduce((total, count) => total + count[key], 0);
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

function check(name: string, command: string[]): Count {
  process.stdout.write(`\n— ${name}\n`);
  const isGood = run(command) === 0;
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

function unitTests(report: string): Count {
  process.stdout.write("\n— Unit and integration tests\n");
  const code = run(["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(readFileSync(report, "utf8"));
  return count(code, result.numPassedTests, result.numFailedTests, result.numPendingTests);
}

function browserTests(report: string): Count {
  process.stdout.write("\n— Browser tests\n");
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  const code = run(["playwright", "test", "-c", "e2e", "--reporter=list,json"]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(report, "utf8"));
  return count(code, stats.expected + stats.flaky, stats.unexpected, stats.skipped);
}

/** A runner that ended badly without a failed test still counts as one failure. */
function count(code: number, passed: number, failed: number, skipped: number): Count {
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

function run([program = "", ...argv]: string[]): number {
  return spawnSync(join("node_modules", ".bin", program), argv, { stdio: "inherit" }).status ?? 1;
}
