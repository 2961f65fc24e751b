/** `vigil export`: the decisions as training data, in a file with its manifest beside it. */
import { open, rename, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { exportRuleDecisions } from "#lib/alert-rules/export";
import { exportTickets } from "#lib/imports/export";
import { exportToFile } from "#lib/learning/export-file";
import { datasetFormats } from "#lib/learning/model";
import { exportQuestions } from "#lib/questions/queries";
import { type Subcommand, UsageError } from "./subcommand";

export const exportRows: Subcommand = {
  usage:
    "export (--format FORMAT | --tickets | --questions | --rule-decisions) --out FILE [--from DATE] [--to DATE]",
  summary: `Write the labelled decisions as JSONL, formats: ${datasetFormats.join(", ")}; the tickets as \`import jsonl\` reads them; the questions asked of the agent, with answers and labels; or what was decided about proposed alerting rules.`,
  async run(ctx, words) {
    const option = { type: "string" } as const;
    const { values } = parseArgs({
      args: words,
      options: {
        format: option,
        out: option,
        from: option,
        to: option,
        tickets: { type: "boolean", default: false },
        questions: { type: "boolean", default: false },
        "rule-decisions": { type: "boolean", default: false },
      },
    });
    if (values.tickets && values.out) return writeLines("tickets", await exportTickets(ctx), values.out);
    if (values.questions && values.out)
      return writeLines("questions", await exportQuestions(ctx), values.out);
    const { from, to } = values;
    const range = { ...(from && { from }), ...(to && { to }) };
    if (values["rule-decisions"] && values.out)
      return writeLines("rule decisions", await exportRuleDecisions(ctx, range), values.out);
    const format = datasetFormats.find((known) => known === values.format);
    if (!format || !values.out)
      throw new UsageError(`Name a format (${datasetFormats.join(", ")}) and --out FILE.`);
    const count = await exportToFile(ctx, { format, ...range }, values.out);
    process.stdout.write(`${count} rows in ${values.out}, their origin in ${values.out}.manifest.jsonl\n`);
    return 0;
  },
};

/** Written aside and renamed at the end, so that a broken export leaves no half file. */
async function writeLines(what: string, lines: AsyncGenerator<string>, out: string): Promise<number> {
  const file = await open(`${out}.part`, "w");
  let count = 0;
  try {
    for await (const line of lines) {
      await file.write(`${line}\n`);
      count += 1;
    }
    await file.close();
    await rename(`${out}.part`, out);
  } finally {
    await file.close();
    await rm(`${out}.part`, { force: true });
  }
  process.stdout.write(`${count} ${what} in ${out}\n`);
  return 0;
}
