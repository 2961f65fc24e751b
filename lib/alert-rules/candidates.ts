/** What rules could be proposed just now, whatever was decided before. */
import { pointsOf, seriesById } from "#lib/metrics/queries";
import { serviceOf } from "#lib/metrics/series-service";
import { thresholdName } from "#lib/metrics/threshold-rules";
import type { Ctx } from "#lib/platform/context";
import { firedRules } from "./fired";
import type { ProposedRule, RuleEvidence } from "./model";
import { reliefOf } from "./noise";
import { firedDays, triedDays } from "./period";
import { limitFor } from "./symptom";
import { type Uncovered, uncoveredAnomalies, uncoveredMajors, unusualStretches } from "./uncovered";

export type RuleCandidate = { rule: ProposedRule; evidence: RuleEvidence };

/** A metric that was unusual once, and nobody minded, needs no rule. */
const fewestUnminded = 3;
/** Series tried at one look. */
const mostTried = 40;

/** Rules that only make noise, and how they could make less. */
export async function noisyRules(ctx: Ctx): Promise<RuleCandidate[]> {
  return (await firedRules(ctx)).flatMap(({ source, name, severity, firings }) => {
    const relief = reliefOf({ firings });
    if (!relief) return [];
    const { kind, forMinutes, actedOn, unheeded } = relief;
    const proposed = kind === "demote" ? ("info" as const) : (severity ?? "warning");
    const rule = { kind, source, name, expr: null, forMinutes, severity: proposed };
    return [{ rule, evidence: { days: firedDays, times: actedOn + unheeded, actedOn, incidents: [] } }];
  });
}

/** Symptoms without a rule, and the limit of a metric that would have told of them. */
export async function missingRules(ctx: Ctx): Promise<RuleCandidate[]> {
  const bySeries = new Map<number, Uncovered[]>();
  for (const one of [...(await uncoveredMajors(ctx)), ...(await uncoveredAnomalies(ctx))])
    bySeries.set(one.seriesId, [...(bySeries.get(one.seriesId) ?? []), one]);
  const minded = [...bySeries].filter(
    ([, symptoms]) => symptoms.some((one) => one.isActedOn) || symptoms.length >= fewestUnminded,
  );
  const tried = minded.slice(0, mostTried);
  const unusual = await unusualStretches(
    ctx,
    tried.map(([seriesId]) => seriesId),
  );
  const found: RuleCandidate[] = [];
  const told = new Set<string>();
  for (const [seriesId, symptoms] of tried) {
    const series = await seriesById(ctx, seriesId);
    if (!series) continue;
    const to = ctx.now().getTime();
    const points = await pointsOf(ctx, seriesId, { from: to - triedDays * 86_400_000, to });
    const limit = limitFor(points, symptoms, unusual.get(seriesId) ?? []);
    if (!limit) continue;
    const { name: metric, labels, unit, isCounter } = series;
    // One series speaks for the others of its metric that show the same.
    const key = JSON.stringify([series.sourceId, thresholdName(metric, limit.end), serviceOf(labels)]);
    if (told.has(key)) continue;
    told.add(key);
    const rule = { kind: "threshold" as const, seriesId, metric, labels, unit, isCounter, ...limit };
    const incidents = [...new Set(symptoms.flatMap(({ incidentId }) => incidentId ?? []))].slice(0, 20);
    const actedOn = symptoms.filter((one) => one.isActedOn).length;
    found.push({
      rule: { ...rule, severity: symptoms.some(({ isMajor }) => isMajor) ? "critical" : "warning" },
      evidence: { days: triedDays, times: symptoms.length, actedOn, incidents },
    });
  }
  return found;
}
