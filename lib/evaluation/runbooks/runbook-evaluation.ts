/** How well the product's own retrieval finds the runbook of an alert, and knows when there is none. */

import { saveArticle } from "#lib/knowledge/commands";
import { isOpen, spaceOf } from "#lib/knowledge/embedding-space";
import { isAbout, type Passage } from "#lib/knowledge/model";
import { searchPassages } from "#lib/knowledge/queries";
import { questionOf } from "#lib/knowledge/question";
import { openFilling } from "#lib/models/fill-vectors";
import type { EmbeddingEndpoint } from "#lib/models/models";
import { type EmbedQuery, noQueryEmbedding, openQueryEmbedding } from "#lib/models/query-embedding";
import type { Ctx } from "#lib/platform/context";
import { inScratchDatabase } from "../scratch";
import type { AlertFile, ImportedRunbooks } from "./alert-file";
import {
  type BarFigures,
  isJudged,
  judgeBar,
  type LeftOut,
  leaveOut,
  type Pair,
  runbookPairs,
} from "./runbook-calibration";

/** What each figure means; printed with them. */
export const definitions = {
  named:
    "true: alert and runbook bear their common name. false: it is taken out of the alert's text, expression and labels and out of its runbook",
  alerts:
    "alerts that have a runbook of this source: one of the same name, whatever the case, or one that the file says fits",
  documents: "runbooks of this source, which are all the team knows",
  recallAtN: "share of these alerts whose own runbook is among the first N results",
  meanReciprocalRank: "mean of 1 / rank of the own runbook, 0 where it is not among the first ten",
  falseAbstentions:
    "share of these alerts for which the best result is below the product's bar for citing it",
  without: "alerts that have no runbook of this source",
  abstained: "share of these for which nothing reaches the bar, so that the agent cites no runbook",
  bar: "the same for runbooks asked for by the first paragraph of another source's runbook, without any alert; bestBar is the probability that separates these pairs best, where the product's bar is .5",
  leftOut:
    "each source judged, names taken out, by the lowest bar at which every other source abstains in nine of ten alerts without a runbook: bar is that probability",
} as const;

/** Shares of alerts; null where there are none. */
export type RetrievalFigures = {
  alerts: number;
  documents: number;
  recallAt1: number | null;
  recallAt3: number | null;
  recallAt5: number | null;
  recallAt10: number | null;
  meanReciprocalRank: number | null;
  falseAbstentions: number | null;
  without: number;
  abstained: number | null;
};

/** `named`: alert and runbook bear their common name; otherwise it is taken out of both. */
export type Variant = { named: boolean; source: string };
export type VariantFigures = Variant & RetrievalFigures;

/**
 * Asks for every alert, with and without its name, a team that has one source's runbooks, in a database of its own; with
 * an embedding model also by embeddings. Throws a sentence when the model or the server cannot do that.
 */
export async function evaluateRunbooks(
  file: AlertFile,
  endpoint: EmbeddingEndpoint | null = null,
): Promise<{ figures: VariantFigures[]; bar: BarFigures | null; leftOut: LeftOut[] }> {
  const sources = [...new Set(file.runbooks.map(({ source }) => source))];
  const variants = sources.flatMap((source) => [true, false].map((named) => ({ source, named })));
  const figures: VariantFigures[] = [];
  const pairs: Pair[] = [];
  const asked = new Map<string, Pair[]>();
  for (const variant of variants)
    await inScratchDatabase("runbooks", async (ctx) => {
      const imported = await importRunbooks(ctx, file, variant);
      const embedQuery = endpoint ? await embedAll(ctx, endpoint) : noQueryEmbedding;
      const answers = await askAlerts(ctx, file, variant, embedQuery);
      figures.push({ ...variant, ...scoreAnswers(answers, imported) });
      if (!variant.named) asked.set(variant.source, alertPairs(answers, imported));
      pairs.push(...(await runbookPairs(ctx, file, variant, imported, embedQuery)));
    });
  return { figures, bar: isJudged(pairs) ? judgeBar(pairs, isAbout) : null, leftOut: leaveOut(asked) };
}

async function embedAll(ctx: Ctx, endpoint: EmbeddingEndpoint): Promise<EmbedQuery> {
  const given = async () => endpoint;
  await openFilling(given)(ctx, new AbortController().signal);
  const space = await spaceOf(ctx, endpoint.model);
  if (!isOpen(space) || space.trouble) throw new Error(space?.trouble ?? "Nothing was embedded.");
  return openQueryEmbedding(given);
}

/** Saves one source's runbooks as articles through the same command as the desk; returns which is which. */
export async function importRunbooks(ctx: Ctx, file: AlertFile, variant: Variant): Promise<ImportedRunbooks> {
  const imported: ImportedRunbooks = new Map();
  for (const { source, name, text } of file.runbooks) {
    if (source !== variant.source) continue;
    const body = variant.named ? text : without(name, text);
    const title = variant.named ? name : "Runbook";
    const saved = await saveArticle(ctx, { kind: "runbook", source, title, body });
    imported.set(saved.id, name.toLowerCase());
  }
  return imported;
}

/** What the product found for each alert, best first. */
export type Answers = { fits: string[]; found: Passage[] }[];

/** Asks the product's search for each alert, as an alert of a monitoring system is asked for. */
export async function askAlerts(
  ctx: Ctx,
  file: AlertFile,
  { named }: Variant,
  embedQuery: EmbedQuery = noQueryEmbedding,
): Promise<Answers> {
  const answers: Answers = [];
  for (const alert of file.alerts) {
    const question = questionOf(alertAsTicket(alert, named));
    const queryEmbedding = embedQuery(ctx, { text: question.text, names: [] });
    const found = await searchPassages(ctx, { ...question, queryEmbedding, limit: 10 });
    answers.push({ fits: (alert.fits ?? [alert.alert]).map((name) => name.toLowerCase()), found });
  }
  return answers;
}

function alertPairs(answers: Answers, imported: ImportedRunbooks): Pair[] {
  const names = new Set(imported.values());
  return answers.map(({ fits, found }) => {
    return { score: found[0]?.score ?? 0, isThere: fits.some((name) => names.has(name)) };
  });
}

/** Compares answers with the truth: the runbooks about the alert. */
export function scoreAnswers(answers: Answers, imported: ImportedRunbooks): RetrievalFigures {
  const names = new Set(imported.values());
  const ranks: number[] = [];
  const spoken = { with: [] as boolean[], without: [] as boolean[] };
  for (const { fits, found } of answers) {
    const isCited = found[0] !== undefined && isAbout(found[0]);
    const isThere = fits.some((name) => names.has(name));
    spoken[isThere ? "with" : "without"].push(isCited);
    if (isThere) ranks.push(found.findIndex(({ ref }) => fits.includes(imported.get(ref) ?? "")) + 1);
  }
  const within = (limit: number) => share(ranks, (rank) => rank > 0 && rank <= limit);
  return {
    alerts: ranks.length,
    documents: imported.size,
    recallAt1: within(1),
    recallAt3: within(3),
    recallAt5: within(5),
    recallAt10: within(10),
    meanReciprocalRank:
      ranks.length === 0 ? null : ranks.reduce((sum, rank) => sum + (rank ? 1 / rank : 0), 0) / ranks.length,
    falseAbstentions: share(spoken.with, (isCited) => !isCited),
    without: spoken.without.length,
    abstained: share(spoken.without, (isCited) => !isCited),
  };
}

/** What a monitoring system would send of an alert; templates such as `{{ $labels.pod }}` are taken out. */
export function alertAsTicket(
  { alert, expr, annotations, labels }: AlertFile["alerts"][number],
  named: boolean,
) {
  const { summary = "", description = "", message = "" } = annotations;
  const clean = (text: string) => {
    const filled = text.replace(/\{\{[^{}]*\}\}/g, " ");
    return named ? filled : without(alert, filled);
  };
  return {
    subject: clean(summary),
    messages: [clean([summary, description, message].filter(Boolean).join("\n"))],
    labels: { ...labels, ...(named && { alertname: alert }) },
    expression: clean(expr),
  };
}

function without(name: string, text: string): string {
  return text.replace(new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"), " ");
}

function share<T>(of: T[], isCounted: (value: T) => boolean): number | null {
  return of.length === 0 ? null : of.filter(isCounted).length / of.length;
}
