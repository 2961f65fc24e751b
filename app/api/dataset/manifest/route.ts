/** Where the rows of an export come from, line for line in the same order: `GET /api/dataset/manifest?format=…`. */
import { exportDataset } from "#lib/learning/export";
import { ExportInput } from "#lib/learning/model";
import { endpoint } from "../../../endpoint";
import { jsonLines } from "../../../jsonl";

export const GET = endpoint("dataset.export", ExportInput, async (ctx, input) => {
  const rows = await exportDataset(ctx, input);
  return jsonLines(lines(rows), `vigil-${input.format}.manifest.jsonl`, ctx.actor.id);
});

async function* lines(rows: Awaited<ReturnType<typeof exportDataset>>): AsyncGenerator<string> {
  for await (const row of rows) yield JSON.stringify(row.manifest);
}
