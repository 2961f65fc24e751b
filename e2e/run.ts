/** `npm test`: static checks, unit and integration tests, browser tests; closing lines over all of them. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { JSONReport, JSONReportSuite } from "@playwright/test/reporter";
import type { Outcome } from "#lib/platform/testing/report";

const reports = mkdtempSync(join(tmpdir(), "vigil-test-"));
const outcomes = [
  // The compiler works on one processor: the other two go on beside it.
  ...(await Promise.all([
    check("Types", ["tsc", "--noEmit", "-p", "."]),
    check("Lint, format and layers", ["biome", "check", "."]),
    check("Rooms", ["depcruise", "--config", ".dependency-cruiser.mjs", "lib", "app", "components", "db"]),
  ])),
  unitTests(join(reports, "unit.json")),
  browserTests(join(reports, "browser.json")),
];
rmSync(reports, { recursive: true, force: true });
const sum = (key: "passed" | "failed" | "skipped") =>
  outcomes.reduce((total, outcome) => total + outcome[key], 0);
const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
process.stdout.write(`\n${sum("passed")} passed, ${sum("failed")} failed${skipped}\n`);
// Last, where whoever sees only the end of a long log finds it.
for (const failure of outcomes.flatMap(({ failures }) => failures))
  process.stdout.write(`✗ ${failure.slice(0, 2000)}\n`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

/** A program that only looks, beside others: what it says is told once it has ended. */
async function check(name: string, [program = "", ...argv]: string[]): Promise<Outcome> {
  const child = spawn(pathOf(program), argv, { stdio: ["ignore", "pipe", "pipe"] });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  process.stdout.write(`\n— ${name}\n${said}${complained}`);
  return ending(name, code ?? 1, { ...nothing(), passed: code === 0 ? 1 : 0 });
}

function unitTests(report: string): Outcome {
  process.stdout.write("\n— Unit and integration tests\n");
  process.env.VIGIL_TEST_REPORT = report;
  const reporters = ["--reporter=default", "--reporter=./lib/platform/testing/report.ts"];
  const code = run(["vitest", "run", ...reporters]);
  return ending("Unit and integration tests", code, existsSync(report) ? readReport(report) : nothing());
}

function browserTests(report: string): Outcome {
  process.stdout.write("\n— Browser tests\n");
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = report;
  const code = run(["playwright", "test", "-c", "e2e", "--reporter=list,json"]);
  if (!existsSync(report)) return ending("Browser tests", code, nothing());
  const { stats, suites, errors } = readReport<JSONReport>(report);
  return ending("Browser tests", code, {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
    failures: [
      ...suites.flatMap(failuresOf),
      ...errors.map(({ message }) => `outside of any test: ${message}`),
    ],
  });
}

function failuresOf({ specs, suites }: JSONReportSuite): string[] {
  const own = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .flatMap(({ results }) => results.flatMap(({ errors }) => errors))
      .map(({ message }) => `${file} › ${title}: ${message}`),
  );
  return [...own, ...(suites ?? []).flatMap(failuresOf)];
}

/** A runner that ended badly without a failed test still counts as one failure. */
function ending(name: string, code: number, outcome: Outcome): Outcome {
  if (code === 0 || outcome.failed > 0) return outcome;
  return { ...outcome, failed: 1, failures: [...outcome.failures, `${name}: ended with ${code}`] };
}

function nothing(): Outcome {
  return { passed: 0, failed: 0, skipped: 0, failures: [] };
}

function readReport<Report = Outcome>(path: string): Report {
  return JSON.parse(readFileSync(path, "utf8"));
}

function run([program = "", ...argv]: string[]): number {
  return spawnSync(pathOf(program), argv, { stdio: "inherit" }).status ?? 1;
}

function pathOf(program: string): string {
  return join("node_modules", ".bin", program);
}
