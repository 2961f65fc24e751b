/** `vigil export`: the decisions as training data, in a file with its manifest beside it. */
import { parseArgs } from "node:util";
import { exportToFile } from "#lib/learning/export-file";
import { datasetFormats } from "#lib/learning/model";
import { type Subcommand, UsageError } from "./subcommand";

export const exportRows: Subcommand = {
  usage: "export --format FORMAT --out FILE [--from DATE] [--to DATE]",
  summary: `Write the labelled decisions as JSONL; formats: ${datasetFormats.join(", ")}.`,
  async run(ctx, words) {
    const option = { type: "string" } as const;
    const { values } = parseArgs({
      args: words,
      options: { format: option, out: option, from: option, to: option },
    });
    const format = datasetFormats.find((known) => known === values.format);
    if (!format || !values.out)
      throw new UsageError(`Name a format (${datasetFormats.join(", ")}) and --out FILE.`);
    const { from, to } = values;
    const count = await exportToFile(ctx, { format, ...(from && { from }), ...(to && { to }) }, values.out);
    process.stdout.write(`${count} rows in ${values.out}, their origin in ${values.out}.manifest.jsonl\n`);
    return 0;
  },
};
