/** How many judgements each step of probability rests on. */
import { type Chart, perCategory } from "../chart";
import { binOf, binWords } from "./gate-bins";
import { judgements, untilDecided } from "./judgements";

export const gateJudged: Chart = {
  title: "Evaluations by confidence",
  section: "Confidence",
  definition:
    "Decisions and grades the gate has learned from, in steps of its confidence, by whether the proposal was useful.",
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
      points: perCategory(rows, { Useful: (row) => row.good, "Not useful": (row) => row.bad }),
      sample: cards.length,
    };
  },
};
