/** Writes the dataset to a file, with its manifest beside it. */

import { open, rename, rm } from "node:fs/promises";
import type { Ctx } from "#lib/platform/context";
import { jsonLine } from "#lib/platform/json-lines";
import { exportDataset } from "./export";
import type { ExportInput } from "./model";

/**
 * Writes `out` (JSONL) and `out.manifest.jsonl`, line for line in the same order; returns how many rows.
 * Both are written aside and renamed at the end, so that a broken export leaves no half file.
 */
export async function exportToFile(ctx: Ctx, input: ExportInput, out: string): Promise<number> {
  const rows = await exportDataset(ctx, input);
  const paths = [out, `${out}.manifest.jsonl`] as const;
  const [data, manifest] = await Promise.all([open(`${paths[0]}.part`, "w"), open(`${paths[1]}.part`, "w")]);
  let count = 0;
  try {
    for await (const row of rows) {
      await data.write(`${row.line}\n`);
      await manifest.write(`${jsonLine(row.manifest)}\n`);
      count += 1;
    }
    await Promise.all([data.close(), manifest.close()]);
    for (const path of paths) await rename(`${path}.part`, path);
  } finally {
    await Promise.all([data.close(), manifest.close()]);
    for (const path of paths) await rm(`${path}.part`, { force: true });
  }
  return count;
}
