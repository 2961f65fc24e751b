/** What became of cards below the threshold that were shown to learn from them. */
import { type Chart, perCategory } from "../chart";
import { judgements, untilDecided } from "./judgements";

export const explorationFound: Chart = {
  title: "What exploration found",
  section: "Exploration",
  definition:
    "Decided cards by why they were shown: below the threshold and drawn by chance, or by the rule. Cards worth it among the drawn ones say that the threshold is too high.",
  kind: "bar",
  stacked: true,
  format: "number",
  sampleUnit: "decided cards",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const cards = (await judgements(ctx, range)).filter(
      ({ kind, gate }) => kind === "decision" && gate.verdict === "speak",
    );
    const rows = [true, false].flatMap((explored) => {
      const these = cards.filter(({ gate }) => gate.explored === explored);
      const good = these.filter((card) => card.good).length;
      const x = explored ? "Drawn by chance" : "By the rule";
      return these.length === 0 ? [] : [{ x, good, bad: these.length - good }];
    });
    return {
      points: perCategory(rows, { "Worth it": (row) => row.good, "Not worth it": (row) => row.bad }),
      sample: cards.length,
    };
  },
};
