/** `vigil scenarios`: conversations through the product, held against what must and must not come of them. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { onStage } from "#lib/scenarios/environment";
import { readScenarioFile } from "#lib/scenarios/file";
import { type Environment, environments } from "#lib/scenarios/model";
import { runScenarios } from "#lib/scenarios/run";
import { reportLines } from "#lib/scenarios/words";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const scenarios: Subcommand = {
  usage: "scenarios FILE [--environment demo|empty|current] [--json OUT]",
  summary:
    "Play each line's conversation through the product and check what is shown; nothing stays. Ends with 1 when one fails.",
  async run(ctx, words) {
    const { path, environment, out } = readWords(words);
    const { scenarios, faults } = await readScenarioFile(path).catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} cannot be read (${error.code}).`);
    });
    if (scenarios.length === 0) throw new UsageError([`${path} holds no scenario.`, ...faults].join("\n"));
    const report = await onStage(ctx, environment, (stage) =>
      runScenarios(stage, scenarios, { faults, onProgress: progress("Scenarios") }),
    );
    if (out) await writeFile(out, `${JSON.stringify(report, null, 2)}\n`);
    process.stdout.write(`${reportLines(report).join("\n")}\n`);
    return report.failed > 0 || faults.length > 0 ? 1 : 0;
  },
};

function readWords(words: string[]): { path: string; environment: Environment; out: string | undefined } {
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: { environment: { type: "string", default: "demo" }, json: { type: "string" } },
  });
  const [path] = positionals;
  if (!path) throw new UsageError("Name the file of scenarios.");
  const environment = environments.find((one) => one === values.environment);
  if (!environment) throw new UsageError("--environment is demo, empty or current.");
  return { path, environment, out: values.json };
}
