/** Runs an import from its first portion to its end; broken off, it goes on where it was. */
import { and, eq } from "drizzle-orm";
import { importRun } from "#db/schema/imports";
import { publishChange } from "#lib/platform/changes";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { endImport } from "./commands";
import type { ImportFigures, ImportFormat, ImportStatus, Mapping } from "./model";
import { importPortion, makeQueues, portionsOf } from "./portions";
import { contentOf, importById } from "./queries";
import { readTickets } from "./read";
import type { ReadTickets } from "./tickets";

/** Most faults an import keeps; how many there were is counted. */
const mostFaults = 50;

/** The job of an import that was started on its page. */
export async function runImport(ctx: Ctx, importId: number): Promise<void> {
  const { status, mapping, system, createdAt } = await importById(ctx, importId);
  if (status !== "running") return;
  const read = readTickets(await contentOf(ctx, importId), mapping, createdAt);
  await importAll(ctx, { importId, system, read });
}

export type FileImport = {
  fileName: string;
  format: ImportFormat;
  mapping: Mapping | null;
  system: string;
  read: ReadTickets;
  /** Called after each portion, and waited for. */
  onProgress?: (done: number, total: number) => unknown;
};

/** An import from the command line, whose file stays where it is. Returns its id and how it went. */
export async function importFile(
  ctx: Ctx,
  file: FileImport,
): Promise<{ id: number; figures: ImportFigures }> {
  const { fileName, format, mapping, system, read, onProgress } = file;
  const [row] = await ctx.db
    .insert(importRun)
    .values({
      fileName,
      format,
      mapping,
      system,
      status: "running",
      figures: noFigures(),
      createdBy: ctx.actor.name,
      createdAt: ctx.now(),
    })
    .returning({ id: importRun.id });
  if (!row) throw new Error("The import was not kept.");
  const figures = await importAll(ctx, { importId: row.id, system, read, onProgress });
  return { id: row.id, figures };
}

type Work = {
  importId: number;
  system: string;
  read: ReadTickets;
  onProgress?: ((done: number, total: number) => unknown) | undefined;
};

async function importAll(ctx: Ctx, { importId, system, read, onProgress }: Work): Promise<ImportFigures> {
  const { tickets, faults } = read;
  const figures: ImportFigures = {
    ...noFigures(),
    faults: faults.slice(0, mostFaults),
    faultCount: faults.length,
    queues: await makeQueues(ctx, tickets),
  };
  let done = 0;
  try {
    for await (const portion of portionsOf(ctx, tickets, system)) {
      const status = await withTransaction(ctx, async (tx) => {
        const added = await importPortion(tx, portion, importId);
        figures.tickets += added.tickets;
        figures.events += added.events;
        figures.known += added.known;
        done += portion.tickets.length;
        return progressed(tx, importId, { done, total: tickets.length, figures });
      });
      await onProgress?.(done, tickets.length);
      if (status !== "running") return figures;
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    figures.faults = [`The import ended after ${done} tickets: ${why}`, ...figures.faults];
    await endImport(ctx, { id: importId, status: "failed", figures });
    return figures;
  }
  await endImport(ctx, { id: importId, status: "done", figures });
  return figures;
}

/** Keeps how far an import is; returns the status it has by now. */
async function progressed(
  tx: Ctx,
  importId: number,
  at: { done: number; total: number; figures: ImportFigures },
): Promise<ImportStatus | null> {
  const [row] = await tx.db
    .update(importRun)
    .set(at)
    .where(and(eq(importRun.id, importId)))
    .returning({ status: importRun.status });
  await publishChange(tx, "setting", null, { entity: "import", id: importId });
  return row?.status ?? null;
}

function noFigures(): ImportFigures {
  return { tickets: 0, events: 0, known: 0, queues: [], faults: [], faultCount: 0 };
}
