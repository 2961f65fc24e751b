/** What became of cards below the threshold that were shown to learn from them. */
import { type Chart, perCategory } from "../chart";
import { judgements, untilDecided } from "./judgements";

export const explorationFound: Chart = {
  title: "Exploration results",
  section: "Exploration",
  definition:
    "Decided proposals by why they were shown: for exploration, below the threshold, or by the threshold. Useful ones among the explored say that the threshold is too high.",
  kind: "bar",
  stacked: true,
  format: "number",
  sampleUnit: "decided proposals",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const cards = (await judgements(ctx, range)).filter(
      ({ kind, gate }) => kind === "decision" && gate.verdict === "show",
    );
    const rows = [true, false].flatMap((explored) => {
      const these = cards.filter(({ gate }) => gate.explored === explored);
      const good = these.filter((card) => card.good).length;
      const x = explored ? "Exploration" : "Above threshold";
      return these.length === 0 ? [] : [{ x, good, bad: these.length - good }];
    });
    return {
      points: perCategory(rows, { Useful: (row) => row.good, "Not useful": (row) => row.bad }),
      sample: cards.length,
    };
  },
};
