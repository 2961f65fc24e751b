/** `vigil runbooks`: how well the product's retrieval finds the runbook of an alert. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { embeddingEndpoint } from "#lib/agent/models";
import { AlertFile, definitions, evaluateRunbooks } from "#lib/learning/runbook-evaluation";
import { modelEndpoint } from "#lib/settings/queries";
import { type Subcommand, UsageError } from "./subcommand";

export const runbooks: Subcommand = {
  usage: "runbooks FILE [--json OUT]",
  summary:
    "Ask the product's search for each alert's runbook, with the embedding model if there is one, and print recall, rank and abstentions.",
  async run(ctx, words) {
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { json: { type: "string" } },
    });
    const [path] = positionals;
    if (!path) throw new UsageError("Name the file with alerts and runbooks.");
    const file = AlertFile.parse(JSON.parse(await readFile(path, "utf8")));
    const report = await evaluateRunbooks(file, embeddingEndpoint(await modelEndpoint(ctx)));
    const text = `${JSON.stringify({ definitions, ...report }, null, 2)}\n`;
    process.stdout.write(text);
    if (values.json) await writeFile(values.json, text);
    return 0;
  },
};
