/**
 * How often a claim is wrong: learns from a part of the closed cases, assesses the others by what was looked up on them, and
 * holds each claim against what the team said. Reads only.
 */
import { assess, type LookedUp } from "#lib/investigation/assess";
import { type Causes, learnCauses } from "#lib/investigation/causes";
import { closedExamples, quietIn, valuesOf } from "#lib/investigation/examples";
import { type Example, groupsOf, toldAlike } from "#lib/investigation/groups";
import type { Assessment, Hypothesis } from "#lib/investigation/model";
import { objectionTo } from "#lib/investigation/objection";
import { isQuiet } from "#lib/investigation/quiet";
import type { Ctx } from "#lib/platform/context";
import { fits } from "#lib/scenarios/expression";
import type { Scenario } from "#lib/scenarios/model";

/** A claim that was not borne out: about whom, what was claimed, and what it was. */
type Wrong = { about: string; tool: string; claimed: string; was: string };

/** Cases that were assessed, what came of them, and what was claimed and is wrong, the most frequent first. */
type Claims = {
  assessed: number;
  findings: number;
  noFault: number;
  unresolved: number;
  wrong: number;
  kinds: { tool: string; claimed: string; was: string; times: number; about: string[] }[];
};

export type HeldOut = {
  /** Parts of the history that were learnt from. */
  cuts: number;
  /** Closed cases of the other parts. */
  closed: Claims;
  /** Of these, wrong ones about cases told in words nobody else used: it may be the same in other words. */
  toldOnce: number;
  /** Made-up cases with what should come of them. */
  madeUp: Claims;
};

/** The parts learnt from: every second, third and fourth closed case, from each of the first on. */
const parts = [2, 3, 4];

/** Measures on the closed cases of these tools, and on made-up ones. */
export async function heldOut(
  ctx: Ctx,
  tools: readonly string[],
  madeUp: readonly Scenario[],
): Promise<HeldOut> {
  const all = new Map<string, Example[]>();
  for (const tool of tools) all.set(tool, await closedExamples(ctx, tool));
  return measured(all, madeUp, ctx.now());
}

/** The same on cases at hand; what was made up began `now`. Pure. */
export function measured(
  all: ReadonlyMap<string, readonly Example[]>,
  madeUp: readonly Scenario[],
  now: Date,
): HeldOut {
  const truth = new Map([...all].map(([tool, examples]) => [tool, truthOf(examples)]));
  const [closed, made] = [newTally(), newTally()];
  let [cuts, toldOnce] = [0, 0];
  for (const part of parts)
    for (let from = 0; from < part; from++) {
      cuts++;
      const isLearnt = (_: Example, at: number) => at % part === from;
      const look = lookingWith(
        new Map([...all].map(([tool, examples]) => [tool, learnCauses(examples.filter(isLearnt))])),
      );
      for (const [tool, examples] of all)
        for (const { ticketId, result, values } of examples.filter((one, at) => !isLearnt(one, at))) {
          const found = look([{ tool, eventId: 0, result, objection: null, values }]);
          const said = truth.get(tool);
          const wrong = said && wrongOf(found, ticketId, said);
          if (wrong && said?.once.has(ticketId)) toldOnce++;
          count(closed, found, wrong && { about: `#${ticketId}`, tool, ...wrong });
        }
      for (const scenario of madeUp) {
        const found = look(lookedUpIn(scenario, now));
        const tool = (scenario.telemetry ?? []).map((one) => one.tool).join(", ");
        const wrong = unexpected(found, scenario, (tool) => truth.get(tool));
        count(made, found, wrong && { about: scenario.id, tool, ...wrong });
      }
    }
  return { cuts, closed: summed(closed), toldOnce, madeUp: summed(made) };
}

const none = learnCauses([]);

function lookingWith(learnt: ReadonlyMap<string, Causes>) {
  const quiet = quietIn([...learnt.values()]);
  return (lookedUp: readonly LookedUp[]) =>
    assess({ lookedUp, planned: [], causesOf: (tool) => learnt.get(tool) ?? none, quiet });
}

function lookedUpIn({ telemetry }: Scenario, now: Date): LookedUp[] {
  return (telemetry ?? []).map(({ tool, arguments: given, result = null, error }, eventId) => ({
    tool,
    eventId,
    result: error === undefined ? result : { error },
    objection: result && objectionTo(result, now),
    values: valuesOf(given, result ?? {}),
  }));
}

type Tally = Omit<Claims, "wrong" | "kinds"> & { wrong: Wrong[] };

function newTally(): Tally {
  return { assessed: 0, findings: 0, noFault: 0, unresolved: 0, wrong: [] };
}

function count(tally: Tally, { outcome }: Assessment, wrong: Wrong | null | undefined): void {
  tally.assessed++;
  tally[outcome === "finding" ? "findings" : outcome === "no_fault" ? "noFault" : "unresolved"]++;
  if (wrong) tally.wrong.push(wrong);
}

function summed({ wrong, ...tally }: Tally): Claims {
  const kinds = new Map<string, Claims["kinds"][number]>();
  for (const { about, ...kind } of wrong) {
    const key = JSON.stringify(Object.values(kind));
    const known = kinds.get(key) ?? { ...kind, times: 0, about: [] };
    kinds.set(key, {
      ...known,
      times: known.times + 1,
      about: [...new Set([...known.about, about])].slice(0, 6),
    });
  }
  const sorted = [...kinds.values()].sort((one, other) => other.times - one.times);
  return { ...tally, wrong: wrong.length, kinds: sorted };
}

/** What the team said of each case, by its ticket: the same words, or what the whole history holds for the same. */
type Truth = { saidOf: Map<number, string>; calm: Set<string>; once: Set<number> };

function truthOf(examples: readonly Example[]): Truth {
  const groups = toldAlike(groupsOf(examples));
  const causes = learnCauses(examples);
  const quiet = quietIn([causes]);
  const saidOf = new Map(groups.flatMap(({ pattern, of }) => of.map(({ ticketId }) => [ticketId, pattern])));
  const calm = causes.causes
    .filter((cause) => isQuiet(causes, cause, quiet))
    .flatMap(({ tickets }) => tickets);
  return {
    saidOf,
    calm: new Set(calm.flatMap((ticketId) => saidOf.get(ticketId) ?? [])),
    once: new Set(groups.flatMap(({ of }) => (of.length === 1 ? of.map(({ ticketId }) => ticketId) : []))),
  };
}

/** What is wrong with a claim; null where nothing is claimed, or the team said the same. */
function wrongOf(
  { outcome, text, hypotheses }: Assessment,
  ticketId: number,
  { saidOf, calm }: Truth,
): Pick<Wrong, "claimed" | "was"> | null {
  const was = saidOf.get(ticketId);
  const isClaimed = (one: Hypothesis) => one.status === "supported" && one.text === text;
  const claim = hypotheses.find(isClaimed);
  if (was === undefined || outcome === "unresolved" || !claim) return null;
  const isBorneOut =
    outcome === "no_fault" ? calm.has(was) : claim.tickets.some((one) => saidOf.get(one) === was);
  return isBorneOut ? null : { claimed: saidOf.get(claim.tickets[0] ?? 0) ?? claim.text, was };
}

/** What is wrong with a claim about a made-up case; to claim nothing is never wrong. */
function unexpected(
  { outcome, text, hypotheses }: Assessment,
  { expect: { finding, no_fault, unresolved } }: Scenario,
  truthOf: (tool: string) => Truth | undefined,
): Pick<Wrong, "claimed" | "was"> | null {
  const was: string | null = finding ?? (no_fault ? "no fault" : unresolved ? "cannot be told" : null);
  if (outcome === "unresolved" || was === null) return null;
  const claim = hypotheses.find((one) => one.status === "supported" && one.text === text);
  const told = claim?.tool ? truthOf(claim.tool) : undefined;
  // What the whole history holds for nothing is that, however few cases a part of it has.
  const isNothing = claim?.tickets.some((one) => told?.calm.has(told.saidOf.get(one) ?? "")) ?? false;
  const isRight =
    outcome === "no_fault" || isNothing ? no_fault === true : finding !== undefined && fits(finding, text);
  return isRight ? null : { claimed: text, was };
}
