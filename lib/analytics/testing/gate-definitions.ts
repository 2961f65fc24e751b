/** The definitions of the gate's charts, said once more in another way, for the test of all figures. */
import type { trainingExample } from "#db/schema/agent";
import type { agentRun, label } from "#db/schema/suggestions";
import { isJudgement } from "#lib/agent/training-example";
import type { AbstainReason, GateRecord } from "#lib/policy/model";
import type { Point } from "../model";
import type { ChartId } from "../registry";

type AgentRunRow = typeof agentRun.$inferSelect;

/** Rows of the tables the gate's charts read, of the queue asked for; `isWithin` tells the days asked for. */
export type GateTables = {
  runs: AgentRunRow[];
  labels: (typeof label.$inferSelect)[];
  examples: (typeof trainingExample.$inferSelect)[];
  days: string[];
  isWithin: (at: Date) => boolean;
};

type Card = { id: number; decided: boolean; good: boolean; gate: GateRecord };

export type GateChartId = Extract<
  ChartId,
  | `gate-${string}`
  | `off-policy-${string}`
  | "show-rate"
  | "abstain-precision"
  | "abstain-by-reason"
  | "exploration-found"
  | "propensities"
>;

/** Each chart computed from whole tables, row by row. */
export const gateDefinitions: Record<GateChartId, (tables: GateTables) => Point[]> = {
  "gate-reliability": (tables) =>
    binned(tables).flatMap(([x, cards]) => {
      const good = cards.filter((card) => card.good).length;
      const said = cards.reduce((sum, { gate }) => sum + gate.probability, 0) / cards.length;
      return lines(x, {
        Useful: good / cards.length,
        Confidence: said,
        "At least": lowest(good, cards.length),
        "At most": 1 - lowest(cards.length - good, cards.length),
      });
    }),
  "gate-judged": (tables) =>
    binned(tables).flatMap(([x, cards]) => {
      const good = cards.filter((card) => card.good).length;
      return lines(x, { Useful: good, "Not useful": cards.length - good });
    }),
  "gate-risk-coverage": (tables) => {
    const cards = surest(judgedCards(tables));
    return Array.from({ length: 20 }, (_, index) => (index + 1) * 5).flatMap((share) => {
      const count = Math.max(1, Math.round((share / 100) * cards.length));
      const bad = cards.filter((card, place) => place < count && !card.good).length;
      return lines(`${share}%`, { "Error rate": bad / count, "At most": 1 - lowest(count - bad, count) });
    });
  },
  "gate-scores": (tables) => {
    const cards = surest(judgedCards(tables));
    const risks = cards.map((_, place) => badShare(cards.slice(0, place + 1)));
    const gaps = binned(tables).map(([, these]) => {
      const said = these.reduce((sum, { gate }) => sum + gate.probability, 0);
      return Math.abs(said - these.filter((card) => card.good).length);
    });
    const squares = cards.map(({ gate, good }) => (gate.probability - (good ? 1 : 0)) ** 2);
    return lines("", {
      AURC: sum(risks) / cards.length,
      "Calibration error": sum(gaps) / cards.length,
      Brier: sum(squares) / cards.length,
    });
  },
  "show-rate": ({ runs, days }) =>
    days.flatMap((day) => {
      const gates = runs.flatMap(({ at, gate }) =>
        gate && at.toISOString().slice(0, 10) === day ? [gate] : [],
      );
      const share = (keep: (gate: GateRecord) => boolean) =>
        gates.length === 0 ? null : gates.filter(keep).length / gates.length;
      return lines(day, {
        Shown: share(({ verdict, explored }) => verdict === "show" && !explored),
        Explored: share(({ explored }) => explored),
        "Not shown": share(({ verdict }) => verdict === "abstain"),
        Escalated: share(({ verdict }) => verdict === "hand_over"),
      });
    }),
  "abstain-precision": (tables) => {
    const abstentions = gradedAbstentions(tables);
    if (abstentions.length === 0) return [];
    const right = abstentions.filter(({ grade }) => grade === "right").length;
    return lines("", {
      "No proposal needed": right / abstentions.length,
      "At least": lowest(right, abstentions.length),
      "At most": 1 - lowest(abstentions.length - right, abstentions.length),
    });
  },
  "abstain-by-reason": (tables) => {
    const abstentions = gradedAbstentions(tables);
    const reasons = [...new Set(abstentions.map(({ reason }) => reason))].sort();
    return reasons.flatMap((reason) => {
      const these = abstentions.filter((run) => run.reason === reason);
      const right = these.filter(({ grade }) => grade === "right").length;
      return lines(reason ? reasonWords[reason] : "No reason", {
        Right: right,
        "Should have proposed": these.length - right,
      });
    });
  },
  "exploration-found": (tables) =>
    [true, false].flatMap((explored) => {
      const cards = shown(tables).filter(({ gate }) => gate.explored === explored);
      if (cards.length === 0) return [];
      const good = cards.filter((card) => card.good).length;
      return lines(explored ? "Exploration" : "Above threshold", {
        Useful: good,
        "Not useful": cards.length - good,
      });
    }),
  propensities: (tables) => {
    const gates = weighed(tables);
    const chances = [...new Set(gates.map(({ propensity }) => Math.round(propensity * 100)))].sort(
      (a, b) => a - b,
    );
    return chances.flatMap((chance) => {
      const these = gates.filter(({ propensity }) => Math.round(propensity * 100) === chance);
      const shown = these.filter(({ verdict }) => verdict === "show").length;
      return lines(`${chance}%`, { Shown: shown, "Not shown": these.length - shown });
    });
  },
  "off-policy-worth": (tables) =>
    asked.flatMap((threshold) => {
      const { above, cards, isKnown } = askedFor(tables, threshold);
      const weight = (these: Card[]) => sum(these.map(({ gate }) => 1 / gate.propensity));
      const known = isKnown && cards.length > 0;
      return lines(`${Math.round(threshold * 100)}%`, {
        Useful: known ? weight(cards.filter((card) => card.good)) / weight(cards) : null,
        Shown: above.length / weighed(tables).length,
      });
    }),
  "off-policy-sample": (tables) =>
    asked.flatMap((threshold) => {
      const { cards, isKnown } = askedFor(tables, threshold);
      const weights = cards.map(({ gate }) => 1 / gate.propensity);
      const squares = sum(weights.map((weight) => weight * weight));
      const effective = isKnown && cards.length > 0 ? sum(weights) ** 2 / squares : 0;
      return lines(`${Math.round(threshold * 100)}%`, { "Effective sample": effective });
    }),
};

const asked = [10, 20, 30, 40, 50, 60, 70, 80, 90].map((percent) => percent / 100);

/** Not the chart's own list: that would agree with itself whatever it said. */
const reasonWords: Record<AbstainReason, string> = {
  nothing_to_add: "No matching source",
  low_confidence: "Unlikely to help",
  no_question: "No answer needed",
  too_long: "Too long",
  timed_out: "Took too long",
  not_grounded: "Not supported",
  other_language: "Other language",
  repeat: "Repeated",
  superseded: "Outdated",
  analyst_active: "Analyst first",
  resolved: "Alert over",
  not_active: "On hold or closed",
  major_incident: "Major incident",
  muted: "Switched off",
  attention: "Card limit",
  cannot_keep: "Cannot be kept",
  record_only: "Recorded only",
  model_failed: "Model failed",
};

function judgedCards({ examples, labels, runs, isWithin }: GateTables): Card[] {
  const replaced = new Set(examples.map(({ replaces }) => replaces));
  return examples
    .filter(({ id, at }) => isWithin(at) && !replaced.has(id))
    .sort((a, b) => a.id - b.id)
    .flatMap(({ id, decisionId, agentRunId, facts }): Card[] => {
      if (!isJudgement(facts) || !facts.features) return [];
      const label = labels.find((one) => decisionId !== null && one.decisionId === decisionId);
      const gate = (label ?? runs.find((one) => one.id === agentRunId))?.gate;
      const good = facts.kind === "grade" ? facts.good : facts.outcome !== "reject";
      return gate ? [{ id, decided: facts.kind === "decision", good, gate }] : [];
    });
}

const shown = (tables: GateTables) =>
  judgedCards(tables).filter(({ decided, gate }) => decided && gate.verdict === "show");

const weighed = ({ runs, isWithin }: GateTables) =>
  runs.flatMap(({ at, gate }) => (gate && isWithin(at) ? [gate] : []));

const gradedAbstentions = ({ runs, isWithin }: GateTables) =>
  runs.filter(({ outcome, grade, at }) => outcome === "abstained" && grade && isWithin(at));

function askedFor(tables: GateTables, threshold: number) {
  const above = weighed(tables).filter(({ probability }) => probability >= threshold);
  const isKnown = above.every(({ verdict, propensity }) => verdict === "show" || propensity < 1);
  return { above, isKnown, cards: shown(tables).filter(({ gate }) => gate.probability >= threshold) };
}

function binned(tables: GateTables): [string, Card[]][] {
  const cards = judgedCards(tables);
  return Array.from({ length: 10 }, (_, bin): [string, Card[]] => [
    `${bin * 10}–${(bin + 1) * 10}%`,
    cards.filter(({ gate }) => Math.min(9, Math.floor(gate.probability * 10)) === bin),
  ]).filter(([, these]) => these.length > 0);
}

const surest = (cards: Card[]) =>
  [...cards].sort((a, b) => b.gate.probability - a.gate.probability || a.id - b.id);
const badShare = (cards: Card[]) => cards.filter((card) => !card.good).length / cards.length;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const lines = (x: string, series: Record<string, number | null>): Point[] =>
  Object.entries(series).map(([name, y]) => ({ x, series: name, y }));

/** The lowest rate at which `count` or more of `trials` still happen with 2.5 %, by products of plain fractions. */
export function lowest(count: number, trials: number): number {
  if (count === 0) return 0;
  const atLeast = (rate: number) => {
    let total = 0;
    for (let happened = count; happened <= trials; happened++) {
      let chance = 1;
      for (let step = 1; step <= happened; step++) chance *= ((trials - happened + step) / step) * rate;
      total += chance * (1 - rate) ** (trials - happened);
    }
    return total;
  };
  let low = 0;
  let high = 1;
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (atLeast(middle) > 0.025) high = middle;
    else low = middle;
  }
  return low;
}
