/** `vigil runbooks`: how well the product's retrieval finds the runbook of an alert. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { AlertFile, definitions, evaluateRunbooks } from "#lib/learning/runbook-evaluation";
import { type Subcommand, UsageError } from "./subcommand";

export const runbooks: Subcommand = {
  usage: "runbooks FILE [--json OUT]",
  summary: "Ask the product's search for each alert's runbook and print recall, rank and abstentions.",
  async run(_ctx, words) {
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: "string" } },
    });
    const [path] = positionals;
    if (!path) throw new UsageError("Name the file with alerts and runbooks.");
    const report = await evaluateRunbooks(AlertFile.parse(JSON.parse(await readFile(path, "utf8"))));
    const text = `${JSON.stringify({ definitions, ...report }, null, 2)}\n`;
    process.stdout.write(text);
    if (values.json) await writeFile(values.json, text);
    return 0;
  },
};
