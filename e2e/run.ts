/** `npm test`: static checks, then unit and integration tests while the browser tests run beside them; closing lines over all of them. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import type { JSONReport, JSONReportSuite } from "@playwright/test/reporter";
import type { Outcome } from "#lib/platform/testing/report";

/** Ends once what was printed last is over. */
let printing: Promise<unknown> = Promise.resolve();

const reports = mkdtempSync(join(tmpdir(), "vigil-test-"));
const outcomes = [
  await check("Lint, format and layers", ["biome", "check", "."]),
  await check("Types", ["tsc", "--noEmit", "-p", "."]),
  await check("Rooms", [
    "depcruise",
    "--config",
    ".dependency-cruiser.mjs",
    "lib",
    "app",
    "components",
    "db",
  ]),
  // A browser test waits more than it works: the others have the processors meanwhile.
  ...(await Promise.all([
    unitTests(join(reports, "unit.json")),
    browserTests(join(reports, "browser.json")),
  ])),
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

async function check(name: string, command: string[]): Promise<Outcome> {
  const code = await run(name, command);
  return ending(name, code, { ...nothing(), passed: code === 0 ? 1 : 0 });
}

async function unitTests(report: string): Promise<Outcome> {
  const name = "Unit and integration tests";
  const reporters = ["--reporter=default", "--reporter=./lib/platform/testing/report.ts"];
  const code = await run(name, ["vitest", "run", ...reporters], { VIGIL_TEST_REPORT: report });
  return ending(name, code, existsSync(report) ? readReport(report) : nothing());
}

async function browserTests(report: string): Promise<Outcome> {
  const name = "Browser tests";
  const command = ["playwright", "test", "-c", "e2e", "--reporter=list,json"];
  const code = await run(name, command, { PLAYWRIGHT_JSON_OUTPUT_NAME: report });
  if (!existsSync(report)) return ending(name, code, nothing());
  const { stats, suites, errors } = readReport<JSONReport>(report);
  return ending(name, code, {
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

/** Runs a program of the packages. What programs that run at once print comes one after the other, each under its name. */
async function run(name: string, [program = "", ...argv]: string[], report: Record<string, string> = {}) {
  const colours = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn(join("node_modules", ".bin", program), argv, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...colours, ...report },
  });
  // Room for all that is printed while another program's turn lasts: a full pipe would hold this one up.
  const printed = new PassThrough({ highWaterMark: 2 ** 26 });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(printed, { end: false });
  child.once("error", ({ message }) => printed.write(`${message}\n`));
  const code = new Promise<number>((resolve) => child.once("close", (status) => resolve(status ?? 1)));
  const before = printing;
  const own = finished(printed);
  printing = own;
  await before;
  process.stdout.write(`\n— ${name}\n`);
  printed.pipe(process.stdout, { end: false });
  await code;
  printed.end();
  await own;
  return code;
}
