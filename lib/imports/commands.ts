/** What can be done with an import: upload its file, mend how it is read, start, cancel and undo it. */

import { gzipSync } from "node:zlib";
import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { importRun } from "#db/schema/imports";
import { recordAudit } from "#lib/platform/audit";
import { publishChange } from "#lib/platform/changes";
import { command } from "#lib/platform/command";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { enqueue } from "#lib/platform/jobs/enqueue";
import type { AuditVerb } from "#lib/platform/model";
import { readSetting } from "#lib/settings/queries";
import {
  columnFields,
  ImportFigures,
  type ImportStatus,
  importFormats,
  largestUpload,
  Mapping,
  missingFields,
  SystemName,
} from "./model";
import { learntFrom } from "./queries";
import { guessReading, isPacked } from "./read";
import { takeAway } from "./undo";

const UploadInput = z.object({
  fileName: z.string().min(1).max(255),
  format: z.enum(importFormats),
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array)
    .refine((bytes) => bytes.length > 0, "The file is empty")
    .refine(
      (bytes) => bytes.length <= largestUpload,
      "The file is larger than 50 MB; import it from the command line",
    ),
});
const One = z.object({ id: z.number().int() });
const StartInput = One.extend({ system: SystemName, mapping: Mapping.nullable().default(null) });

/** Keeps a file and guesses what its columns tell; nothing is imported yet. Returns the import's id. */
export const uploadImport = command(
  "ticket.import",
  UploadInput,
  async (tx, { fileName, format, bytes }): Promise<{ id: number }> => {
    const { timeZone } = await readSetting(tx, "policy.hours");
    if (isPacked(bytes))
      throw new AppError("invalid", "This is a workbook or an archive. Save it as CSV and upload that file.");
    const mapping = guessReading(bytes, format, timeZone);
    const [row] = await tx.db
      .insert(importRun)
      .values({
        fileName,
        format,
        system: "import",
        mapping,
        content: gzipSync(bytes, { level: 1 }),
        figures: ImportFigures.parse({}),
        createdBy: tx.actor.name,
        createdAt: tx.now(),
      })
      .returning({ id: importRun.id });
    if (!row) throw new AppError("unavailable", "The file was not kept. Upload it again.");
    await note(tx, row.id, "upload", { fileName, format });
    return row;
  },
);

/** Starts an import that is ready, read by `mapping`; its tickets are told from those of other systems by `system`. */
export const startImport = command(
  "ticket.import",
  StartInput,
  async (tx, { id, system, mapping }): Promise<void> => {
    const row = await lock(tx, id, ["ready"]);
    if (row.mapping) refuseIncomplete(mapping);
    await tx.db.update(importRun).set({ status: "running", system, mapping }).where(eq(importRun.id, id));
    await enqueue(tx, "imports.run", { importId: id }, { id: `import:${id}` });
    await note(tx, id, "start", { system });
  },
);

/** Stops an import between two portions, or puts a file away that was never started; what came in stays until it is undone. */
export const cancelImport = command("ticket.import", One, async (tx, { id }): Promise<void> => {
  await lock(tx, id, ["ready", "running"]);
  await tx.db
    .update(importRun)
    .set({ status: "cancelled", content: null, finishedAt: tx.now() })
    .where(eq(importRun.id, id));
  await note(tx, id, "cancel");
});

/**
 * Takes away what an ended import brought: its tickets, their passages, what was learnt from them. Tickets somebody
 * has worked on since stay. Returns how many went and how many stayed.
 */
export const undoImport = command(
  "ticket.import",
  One,
  async (tx, { id }): Promise<{ removed: number; kept: number }> => {
    await lock(tx, id, ["done", "cancelled", "failed"]);
    const counts = await takeAway(tx, id);
    await tx.db
      .update(importRun)
      .set({ status: "undone", content: null, learnt: null })
      .where(eq(importRun.id, id));
    await note(tx, id, "undo", counts);
    return counts;
  },
);

function refuseIncomplete(mapping: Mapping | null): void {
  const missing = missingFields(mapping?.columns ?? {});
  if (missing.length === 0) return;
  const labels = missing.map((field) => columnFields[field].label.toLowerCase());
  throw new AppError("invalid", `Choose the column for: ${labels.join(", ")}.`, {
    fields: missing.map((field) => ({ field: `mapping.columns.${field}`, message: "Choose a column" })),
  });
}

async function lock(tx: Ctx, id: number, allowed: ImportStatus[]) {
  const [row] = await tx.db.select().from(importRun).where(eq(importRun.id, id)).for("update");
  if (!row) throw new AppError("not_found", "This import does not exist.");
  if (allowed.includes(row.status)) return row;
  throw new AppError("conflict", `This import is ${row.status}.`);
}

/** Writes the audit row and tells the page. */
async function note(
  tx: Ctx,
  id: number,
  verb: AuditVerb<"import">,
  after: Record<string, unknown> = {},
): Promise<void> {
  await recordAudit(tx, { action: `import.${verb}`, entity: "import", entityId: id, after });
  await publishChange(tx, "setting", null, { entity: "import", id });
}

/** Ends a running import; one that was cancelled meanwhile stays so. */
export const endImport = command(
  "machine",
  One.extend({ status: z.enum(["done", "failed"]), figures: ImportFigures }),
  async (tx, { id, status, figures }): Promise<void> => {
    const [ended] = await tx.db
      .update(importRun)
      .set({ status, figures, learnt: await learntFrom(tx, id), content: null, finishedAt: tx.now() })
      .where(and(eq(importRun.id, id), inArray(importRun.status, ["running"])))
      .returning({ id: importRun.id });
    if (ended) await note(tx, id, status === "done" ? "finish" : "fail", { tickets: figures.tickets });
  },
);
