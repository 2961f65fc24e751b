/** What showing more cards costs: the share not worth it among the surest ones. */

import { percentWords } from "#lib/platform/percent/rules";
import { interval } from "#lib/policy/gate/bound";
import { type Chart, perCategory } from "../chart";
import { judgements, untilDecided } from "./judgements";

/** Places on the curve: every twentieth of the judgements. */
const places = 20;

export const gateRiskCoverage: Chart = {
  title: "Risk by coverage",
  section: "Confidence",
  definition:
    "Evaluated proposals, most confident first: the error rate among the most confident 5%, 10% … with its 95% upper bound. The mark is the share the threshold let through.",
  kind: "line",
  format: "percent",
  sampleUnit: "judgements",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const cards = await judgements(ctx, range);
    const surest = cards.toSorted((a, b) => b.gate.probability - a.gate.probability || a.id - b.id);
    const rows = Array.from({ length: cards.length === 0 ? 0 : places }, (_, index) => {
      const coverage = (index + 1) / places;
      const count = Math.max(1, Math.round(coverage * surest.length));
      const bad = surest.slice(0, count).filter(({ good }) => !good).length;
      return { x: percentWords(coverage), risk: bad / count, high: interval(bad, count).high };
    });
    const points = perCategory(rows, { "Error rate": (row) => row.risk, "At most": (row) => row.high });
    const passed = cards.filter(({ gate }) => gate.probability >= gate.threshold).length;
    const working = Math.max(1, Math.round((passed / Math.max(1, cards.length)) * places)) / places;
    if (cards.length === 0 || passed === 0) return { points, sample: cards.length };
    return { points, sample: cards.length, mark: { x: percentWords(working), words: "Threshold" } };
  },
};
