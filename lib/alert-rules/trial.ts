/** What a proposed rule would have done within the last days, as it stands or as somebody would change it. */
import { pointsOf } from "#lib/metrics/queries";
import type { Ctx } from "#lib/platform/context";
import { firedRules } from "./fired";
import type { ProposedRule, RuleTrial } from "./model";
import { lasts } from "./noise";
import { firedDays, triedDays } from "./period";
import { alarmsOf, overlaps } from "./symptom";
import { type Uncovered, uncoveredAnomalies, uncoveredMajors, unusualStretches } from "./uncovered";

/** Alarms a person is shown. */
const mostShown = 50;

/** Tries rules on what is known, each in its place. Nothing is written. */
export async function tryRules(ctx: Ctx, rules: readonly ProposedRule[]): Promise<RuleTrial[]> {
  const isNew = rules.some(({ kind }) => kind === "threshold");
  const uncovered = isNew ? [...(await uncoveredMajors(ctx)), ...(await uncoveredAnomalies(ctx))] : [];
  return Promise.all(
    rules.map((rule) =>
      rule.kind === "threshold" ? tryThreshold(ctx, rule, uncovered) : tryChanged(ctx, rule),
    ),
  );
}

type Of<Kind extends ProposedRule["kind"]> = Extract<ProposedRule, { kind: Kind }>;

async function tryChanged(ctx: Ctx, rule: Of<"wait"> | Of<"demote">): Promise<RuleTrial> {
  const firings = (await firedRules(ctx, rule)).flatMap((one) => one.firings);
  const raised = firings.filter((one) => lasts(one, rule.forMinutes));
  const real = raised.filter((one) => one.isActedOn).length;
  return {
    days: firedDays,
    raised: raised.length,
    real,
    missed: firings.filter((one) => one.isActedOn).length - real,
    heldBack: firings.length - raised.length,
    alarms: raised.slice(0, mostShown).map(({ from, to, incidentId, isActedOn }) => ({
      from: new Date(from.getTime() + rule.forMinutes * 60_000),
      to,
      incidentId,
      isReal: isActedOn,
    })),
  };
}

async function tryThreshold(ctx: Ctx, rule: Of<"threshold">, all: readonly Uncovered[]): Promise<RuleTrial> {
  const to = ctx.now().getTime();
  const { seriesId } = rule;
  const [points, unusual] = await Promise.all([
    pointsOf(ctx, seriesId, { from: to - triedDays * 86_400_000, to }),
    unusualStretches(ctx, [seriesId]),
  ]);
  const uncovered = all.filter((one) => one.seriesId === seriesId);
  const symptoms = [...uncovered, ...(unusual.get(seriesId) ?? [])];
  const alarms = alarmsOf(points, rule);
  const last = points.at(-1)?.at ?? 0;
  const isReal = (alarm: (typeof alarms)[number]) => symptoms.some((one) => overlaps(alarm, one));
  return {
    days: triedDays,
    raised: alarms.length,
    real: alarms.filter(isReal).length,
    missed: uncovered.filter((one) => !alarms.some((alarm) => overlaps(alarm, one))).length,
    heldBack: 0,
    alarms: alarms
      .slice(-mostShown)
      .reverse()
      .map((alarm) => ({
        from: new Date(alarm.from),
        to: alarm.to === last ? null : new Date(alarm.to),
        incidentId: uncovered.find((one) => overlaps(alarm, one))?.incidentId ?? null,
        isReal: isReal(alarm),
      })),
  };
}
