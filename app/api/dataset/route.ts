/** The decisions as training data: `GET /api/dataset?format=trl-dpo&from=&to=`, one JSON object a line. */
import { exportDataset } from "#lib/learning/export";
import { ExportInput } from "#lib/learning/model";
import { endpoint } from "../../endpoint";
import { jsonLines } from "../../jsonl";

export const GET = endpoint("dataset.export", ExportInput, async (ctx, input) => {
  const rows = await exportDataset(ctx, input);
  return jsonLines(lines(rows), `vigil-${input.format}.jsonl`, ctx.actor.id);
});

async function* lines(rows: Awaited<ReturnType<typeof exportDataset>>): AsyncGenerator<string> {
  for await (const row of rows) yield row.line;
}
