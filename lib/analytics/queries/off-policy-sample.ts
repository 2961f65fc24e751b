/** How much the estimate for another threshold rests on. */
import { type Chart, perCategory } from "../chart";
import { shareWords } from "./gate-bins";
import { untilDecided } from "./judgements";
import { offPolicy } from "./off-policy";

export const offPolicySample: Chart = {
  title: "Sample behind the estimate",
  section: "Exploration",
  definition:
    "Effective sample size of the estimate for another threshold: as many evenly weighed decisions would be as sure, (Σ w)² / Σ w². Below about 30 the estimate is a guess; 0 where it cannot be made.",
  kind: "bar",
  format: "number",
  unit: "decisions",
  sampleUnit: "decided cards",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const { estimates, decided } = await offPolicy(ctx, range);
    const rows = estimates.map(({ threshold, effective }) => ({ x: shareWords(threshold), effective }));
    return { points: perCategory(rows, { "Effective sample": (row) => row.effective }), sample: decided };
  },
};
