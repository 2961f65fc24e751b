/** How many judgements each step of probability rests on. */
import { type Chart, perCategory } from "../chart";
import { binOf, binWords } from "./gate-bins";
import { judgements, untilDecided } from "./judgements";

export const gateJudged: Chart = {
  title: "Judgements by probability",
  section: "Confidence",
  definition:
    "Decisions on cards and grades of looks the gate has learned from, in steps of what it had said, by whether the card was worth showing.",
  kind: "bar",
  stacked: true,
  format: "number",
  sampleUnit: "judgements",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const cards = await judgements(ctx, range);
    const bins = [...new Set(cards.map(({ gate }) => binOf(gate.probability)))].sort((a, b) => a - b);
    const rows = bins.map((bin) => {
      const these = cards.filter(({ gate }) => binOf(gate.probability) === bin);
      const good = these.filter((card) => card.good).length;
      return { x: binWords(bin), good, bad: these.length - good };
    });
    return {
      points: perCategory(rows, { "Worth it": (row) => row.good, "Not worth it": (row) => row.bad }),
      sample: cards.length,
    };
  },
};
