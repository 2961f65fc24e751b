/** Whether the gate means what it says: its probabilities against what analysts made of the cards. */
import { reliability } from "#lib/learning/scorers";
import { interval } from "#lib/policy/gate/bound";
import { type Chart, perCategory } from "../chart";
import { binOf, binWords } from "./gate-bins";
import { judgements, untilDecided } from "./judgements";

export const gateReliability: Chart = {
  title: "Reliability",
  section: "Confidence",
  definition:
    "Judged cards in steps of what the gate said before it learned from them: the mean of what it said, the share that was worth it (sent, edited, or graded as missed), and the bounds of the true share at 95% (Clopper–Pearson).",
  kind: "line",
  format: "percent",
  sampleUnit: "judgements",
  band: { low: "At least", high: "At most" },
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const cards = await judgements(ctx, range);
    const points = cards.map(({ gate, good }) => ({ confidence: gate.probability, right: good }));
    const rows = reliability(points).map(({ count, confidence, right }) => ({
      x: binWords(binOf(confidence)),
      confidence,
      right,
      ...interval(Math.round(right * count), count),
    }));
    const series = {
      "Was worth it": (row: (typeof rows)[number]) => row.right,
      "The gate said": (row: (typeof rows)[number]) => row.confidence,
      "At least": (row: (typeof rows)[number]) => row.low,
      "At most": (row: (typeof rows)[number]) => row.high,
    };
    return { points: perCategory(rows, series), sample: cards.length };
  },
};
