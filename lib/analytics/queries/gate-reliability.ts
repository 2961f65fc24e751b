/** Whether the gate means what it says: its probabilities against what analysts made of the cards. */
import { reliability } from "#lib/evaluation/scorers";
import { interval } from "#lib/policy/gate/bound";
import { type Chart, perCategory } from "../chart";
import { binOf, binWords } from "./gate-bins";
import { judgements, untilDecided } from "./judgements";

export const gateReliability: Chart = {
  title: "Reliability",
  section: "Confidence",
  definition:
    "Evaluated proposals in steps of the gate's confidence before it learned from them: mean confidence, the share that was useful (accepted, edited, or graded as missed), and its 95% interval (Clopper–Pearson).",
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
      Useful: (row: (typeof rows)[number]) => row.right,
      Confidence: (row: (typeof rows)[number]) => row.confidence,
      "At least": (row: (typeof rows)[number]) => row.low,
      "At most": (row: (typeof rows)[number]) => row.high,
    };
    return { points: perCategory(rows, series), sample: cards.length };
  },
};
