/** Where the bar for citing stands, and where it would stand for one who has seen all organisations but the one judged. */
import { searchPassages } from "#lib/knowledge/queries";
import type { EmbedQuery } from "#lib/models/query-embedding";
import type { Ctx } from "#lib/platform/context";
import type { AlertFile, ImportedRunbooks } from "./alert-file";

/** The score of the best runbook found, and whether one about the same alert was there to be found. */
export type Pair = { score: number; isThere: boolean };

/**
 * Asks among one source's runbooks for what the runbooks of others begin with. Where none has its name, and where the one
 * of its name is left out, the nearest is about something else. No alert is looked at.
 */
export async function runbookPairs(
  ctx: Ctx,
  file: AlertFile,
  variant: { source: string; named: boolean },
  imported: ImportedRunbooks,
  embedQuery: EmbedQuery,
): Promise<Pair[]> {
  const names = new Set(imported.values());
  const pairs: Pair[] = [];
  for (const { source, name, text } of file.runbooks) {
    if (source === variant.source) continue;
    const lead = firstParagraph(text);
    const asked = variant.named ? `${name}\n${lead}` : lead.replaceAll(name, " ");
    const queryEmbedding = embedQuery(ctx, { text: asked, names: [] });
    const found = await searchPassages(ctx, { text: asked, queryEmbedding, limit: 5 });
    const other = found.find(({ ref }) => imported.get(ref) !== name.toLowerCase());
    if (other) pairs.push({ score: other.score, isThere: false });
    if (names.has(name.toLowerCase()) && found[0]) pairs.push({ score: found[0].score, isThere: true });
  }
  return pairs;
}

/** How well the product's bar tells the pairs apart, and where it would tell them apart best. */
export type BarFigures = {
  pairs: number;
  others: number;
  abstained: number;
  falseAbstentions: number;
  bestBar: number;
};

/** Counts the pairs on either side of the bar; the best bar has the greatest sum of both shares (Youden 1950). */
export function judgeBar(pairs: Pair[], isCited: (pair: Pair) => boolean): BarFigures {
  const there = pairs.filter(({ isThere }) => isThere);
  const others = pairs.filter(({ isThere }) => !isThere);
  const sumAt = (bar: number) =>
    there.filter(({ score }) => score >= bar).length / there.length +
    others.filter(({ score }) => score < bar).length / others.length;
  const bars = pairs.map(({ score }) => score);
  return {
    pairs: there.length,
    others: others.length,
    abstained: others.filter((pair) => !isCited(pair)).length / others.length,
    falseAbstentions: there.filter((pair) => !isCited(pair)).length / there.length,
    bestBar: bars.reduce((best, bar) => (sumAt(bar) > sumAt(best) ? bar : best), 0),
  };
}

/** True where there are questions of both kinds. */
export function isJudged(pairs: readonly Pair[]): boolean {
  return pairs.some(({ isThere }) => isThere) && pairs.some(({ isThere }) => !isThere);
}

/** What is asked of a bar: so often nothing may be cited where there is nothing to cite. */
const leastAbstained = 0.9;

/** How one organisation fares at the lowest bar that holds for each of the others. */
export type LeftOut = {
  source: string;
  bar: number;
  falseAbstentions: number | null;
  abstained: number | null;
};

/** Judges each organisation's questions by a bar fitted without it. */
export function leaveOut(bySource: ReadonlyMap<string, Pair[]>): LeftOut[] {
  return [...bySource].flatMap(([source, pairs]) => {
    const others = [...bySource].flatMap(([other, found]) => (other === source ? [] : [found]));
    if (others.length === 0) return [];
    const bar = Math.max(...others.map(lowestBar));
    return [{ source, bar, falseAbstentions: below(pairs, true, bar), abstained: below(pairs, false, bar) }];
  });
}

/** The lowest score above which no more is cited than may be where there is nothing to cite. */
function lowestBar(pairs: readonly Pair[]): number {
  const scores = pairs.map(({ score }) => score).sort((a, b) => a - b);
  return scores.find((bar) => (below(pairs, false, bar) ?? 1) >= leastAbstained) ?? 1;
}

function below(pairs: readonly Pair[], isThere: boolean, bar: number): number | null {
  const of = pairs.filter((pair) => pair.isThere === isThere);
  return of.length === 0 ? null : of.filter(({ score }) => score < bar).length / of.length;
}

/** The first paragraph that is a sentence or more, headings and front matter left out. */
function firstParagraph(text: string): string {
  const paragraphs = text.replace(/^---\n[\s\S]*?\n---\n/, "").split(/\n\s*\n|\n(?=#)/);
  const plain = paragraphs.map((paragraph) => paragraph.replace(/^#+[^\n]*\n?/, "").trim());
  return plain.find((paragraph) => paragraph.length > 40 && !paragraph.startsWith("```")) ?? "";
}
