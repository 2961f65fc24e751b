/** How well the product's own retrieval finds the runbook of an alert, and knows when there is none. */
import { z } from "zod";
import { saveArticle } from "#lib/knowledge/commands";
import { searchPassages } from "#lib/knowledge/queries";
import type { Ctx } from "#lib/platform/context";
import { inScratchDatabase } from "./scratch";

export const AlertFile = z.object({
  alerts: z.array(
    z.object({
      alert: z.string(),
      annotations: z.record(z.string(), z.string()),
      labels: z.record(z.string(), z.string()).default({}),
    }),
  ),
  runbooks: z.array(z.object({ source: z.string(), name: z.string(), path: z.string(), text: z.string() })),
});
export type AlertFile = z.infer<typeof AlertFile>;

/** Shares of the alerts that have a runbook in the source. */
export type RetrievalFigures = {
  alerts: number;
  documents: number;
  recallAt1: number;
  recallAt3: number;
  recallAt5: number;
  recallAt10: number;
  meanReciprocalRank: number;
};

/** Figures of one variant, with the variant they belong to. */
export type VariantFigures = Variant & RetrievalFigures;

/** Runs every variant over every source, in a database of its own. */
export function evaluateRunbooks(file: AlertFile): Promise<VariantFigures[]> {
  const sources = [...new Set(file.runbooks.map(({ source }) => source))];
  const variants = sources.flatMap((source) => [true, false].map((isNamed) => ({ source, named: isNamed })));
  return inScratchDatabase("runbooks", async (ctx) => {
    const figures: VariantFigures[] = [];
    for (const variant of variants) {
      const imported = await importRunbooks(ctx, file, variant);
      figures.push({ ...variant, ...(await scoreRetrieval(ctx, file, variant, imported)) });
    }
    return figures;
  });
}

/** `named`: alert and runbook bear their common name; otherwise it is taken out of both. */
export type Variant = { named: boolean; source: string };

/** Article ids of the imported runbooks, with the lower-cased name each one documents. */
export type ImportedRunbooks = Map<number, string>;

/** Saves one source's runbooks as articles through the same command as the desk; returns which is which. */
export async function importRunbooks(ctx: Ctx, file: AlertFile, variant: Variant): Promise<ImportedRunbooks> {
  const imported: ImportedRunbooks = new Map();
  for (const { source, name, text } of file.runbooks) {
    if (source !== variant.source) continue;
    const body = variant.named ? text : text.replace(new RegExp(literal(name), "gi"), " ");
    const title = variant.named ? name : "Runbook";
    const saved = await saveArticle(ctx, { kind: "runbook", source: articleSource(variant), title, body });
    imported.set(saved.id, name.toLowerCase());
  }
  return imported;
}

/** Asks the product's search for each alert's runbook among the imported ones and scores the answers. */
export async function scoreRetrieval(
  ctx: Ctx,
  file: AlertFile,
  variant: Variant,
  imported: ImportedRunbooks,
): Promise<RetrievalFigures> {
  const names = new Set(imported.values());
  const ranks: number[] = [];
  for (const alert of file.alerts) {
    const truth = alert.alert.toLowerCase();
    if (!names.has(truth)) continue;
    const text = alertQuery(alert, variant.named);
    const found = await searchPassages(ctx, { text, source: articleSource(variant), limit: 10 });
    ranks.push(found.findIndex(({ ref }) => imported.get(ref) === truth) + 1);
  }
  const within = (limit: number) => ranks.filter((rank) => rank > 0 && rank <= limit).length / ranks.length;
  return {
    alerts: ranks.length,
    documents: imported.size,
    recallAt1: within(1),
    recallAt3: within(3),
    recallAt5: within(5),
    recallAt10: within(10),
    meanReciprocalRank: ranks.reduce((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / ranks.length,
  };
}

/** The words of an alert a monitoring system would send; templates such as `{{ $labels.pod }}` are taken out. */
export function alertQuery(alert: AlertFile["alerts"][number], isNamed: boolean): string {
  const { summary = "", description = "", message = "" } = alert.annotations;
  const text = [summary, description, message].join("\n").replace(/\{\{.*?\}\}/gs, " ");
  if (isNamed) return `${alert.alert}\n${text}`;
  return text.replaceAll(alert.alert, " ");
}

function articleSource({ source, named }: Variant): string {
  return named ? source : `${source}, nameless`;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
