/** `vigil runbooks`: how well the product's retrieval finds the runbook of an alert. */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { AlertFile } from "#lib/evaluation/runbooks/alert-file";
import { definitions, evaluateRunbooks } from "#lib/evaluation/runbooks/runbook-evaluation";
import { embeddingEndpoint } from "#lib/models/models";
import { unstorable } from "#lib/platform/unstorable";
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
    const file = await readAlerts(path);
    const report = await evaluateRunbooks(file, embeddingEndpoint(await modelEndpoint(ctx)));
    const text = `${JSON.stringify({ definitions, ...report }, null, 2)}\n`;
    process.stdout.write(text);
    if (values.json) await writeFile(values.json, text);
    return 0;
  },
};

/** The alerts and runbooks of a file. Throws a `UsageError` that says in a sentence what is wrong with it. */
async function readAlerts(path: string): Promise<AlertFile> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(`${path} cannot be read (${error.code}).`);
  });
  const value = jsonOf(text);
  if (value === undefined)
    throw new UsageError(`${path} is no JSON. It takes one object { alerts, runbooks }.`);
  const flaw = unstorable(value);
  if (flaw) throw new UsageError(`${path} cannot be kept: ${flaw.field || "it"} ${flaw.message}.`);
  const file = AlertFile.safeParse(value);
  if (file.success) return file.data;
  const [issue] = file.error.issues;
  throw new UsageError(
    `${path} holds no alerts and runbooks: ${issue?.path.join(".") || "it"}: ${issue?.message}.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
