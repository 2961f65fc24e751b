/** The dataset as lines of JSON, each with its line of the manifest: streamed, so that a million labels need no more memory than a hundred. */

import { createHash } from "node:crypto";
import { recordAudit } from "#lib/platform/audit";
import { authorise, type Ctx } from "#lib/platform/context";
import { jsonLine } from "#lib/platform/json-lines";
import { parseInput } from "#lib/platform/parse";
import { withCitedTickets } from "./cited-tickets";
import { feeds, rowOf } from "./dataset";
import { type DatasetFormat, ExportInput, type Label, type ManifestLine, type Split } from "./model";
import { isForTest, type Pseudonym, pseudonyms } from "./pseudonyms";
import { activeLabels, type LabelOfCustomer, validationStart } from "./queries";
import { withReplacement } from "./replacement";

/** One exported row: its JSON without a line feed, and where it comes from. */
export type ExportedRow = { line: string; manifest: ManifestLine };

/** Names the rules the texts were redacted by. */
export const redactionPolicy = "vigil-redact-1";

/**
 * The labels of the range that were not undone, as rows of one format. Needs the permission `dataset.export`; the
 * export is audited before the first row. Throws before anything is streamed.
 */
export async function exportDataset(ctx: Ctx, input: ExportInput): Promise<AsyncGenerator<ExportedRow>> {
  authorise(ctx, "dataset.export");
  const { format, from, to } = parseInput(ExportInput, input);
  await recordAudit(ctx, {
    action: "dataset.export",
    entity: "dataset",
    entityId: format,
    after: { from, to },
  });
  return exportedRows(ctx, format, { from, to });
}

async function* exportedRows(
  ctx: Ctx,
  format: DatasetFormat,
  range: { from?: Date | undefined; to?: Date | undefined },
): AsyncGenerator<ExportedRow> {
  const pseudonym = pseudonyms();
  const validatesFrom = await validationStart(ctx, range);
  for await (const found of activeLabels(ctx, range)) {
    if (!feeds(format, found.label)) continue;
    const row = rowOf(format, await withCitedTickets(ctx, await withReplacement(ctx, found)));
    if (!row) continue;
    const line = jsonLine(row);
    const split = splitOf(found, validatesFrom, pseudonym);
    yield { line, manifest: manifestOf(found.label, { format, line, split, pseudonym }) };
  }
}

/**
 * Test: one customer in ten, chosen by hash, so that no customer stands on both sides. Validation: the
 * newest tenth in time of all others. Training: the rest.
 */
function splitOf(
  { label, customerId }: LabelOfCustomer,
  validatesFrom: Date | null,
  pseudonym: Pseudonym,
): Split {
  const whom = customerId === null ? `ticket:${label.ticketId}` : `customer:${customerId}`;
  if (isForTest(pseudonym(whom))) return "test";
  return validatesFrom && label.createdAt >= validatesFrom ? "val" : "train";
}

function manifestOf(
  label: Label,
  row: { format: DatasetFormat; line: string; split: Split; pseudonym: Pseudonym },
): ManifestLine {
  return {
    row_id: `${row.format}:${label.id}`,
    format: row.format,
    ticket_id_hash: row.pseudonym(`ticket:${label.ticketId}`),
    analyst_id_hash: row.pseudonym(`analyst:${label.analystId}`),
    decision_id: label.decisionId,
    decided_at: label.createdAt.toISOString(),
    verdict: label.verdict,
    reason: label.reason,
    edit_distance: label.editDistance,
    similarity: label.similarity,
    pipeline_version: label.pipelineVersion,
    engine: label.engine,
    model: label.model,
    propensity: label.propensity,
    gate_values: label.gate,
    redaction_policy: redactionPolicy,
    split: row.split,
    sha256: createHash("sha256").update(row.line).digest("hex"),
  };
}
