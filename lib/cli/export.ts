/** `vigil export`: the decisions as training data, in a file with its manifest beside it. */
import { parseArgs } from "node:util";
import { exportRuleDecisions } from "#lib/alert-rules/export";
import { exportTickets } from "#lib/imports/export";
import { exportToFile } from "#lib/learning/export-file";
import { datasetFormats } from "#lib/learning/model";
import { exportQuestions } from "#lib/questions/queries";
import { type Subcommand, UsageError } from "./subcommand";
import { writeLines } from "./written-file";

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
    if (values.tickets && values.out) return written("tickets", await exportTickets(ctx), values.out);
    if (values.questions && values.out) return written("questions", await exportQuestions(ctx), values.out);
    const { from, to } = values;
    const range = { ...(from && { from }), ...(to && { to }) };
    if (values["rule-decisions"] && values.out)
      return written("rule decisions", await exportRuleDecisions(ctx, range), values.out);
    const format = datasetFormats.find((known) => known === values.format);
    if (!format || !values.out)
      throw new UsageError(`Name a format (${datasetFormats.join(", ")}) and --out FILE.`);
    const count = await exportToFile(ctx, { format, ...range }, values.out);
    process.stdout.write(`${count} rows in ${values.out}, their origin in ${values.out}.manifest.jsonl\n`);
    return 0;
  },
};

async function written(what: string, lines: AsyncIterable<string>, out: string): Promise<number> {
  process.stdout.write(`${await writeLines(lines, out)} ${what} in ${out}\n`);
  return 0;
}
