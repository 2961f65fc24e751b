/** How much the estimate for another threshold rests on. */

import { percentWords } from "#lib/platform/percent/rules";
import { type Chart, perCategory } from "../chart";
import { untilDecided } from "./judgements";
import { offPolicy } from "./off-policy";

export const offPolicySample: Chart = {
  title: "Sample behind the estimate",
  section: "Exploration",
  definition:
    "Effective sample size of the estimate for another threshold, (Σ w)² / Σ w². Below about 30 the estimate is unreliable; 0 where none is possible.",
  kind: "bar",
  format: "number",
  unit: "decisions",
  sampleUnit: "decided proposals",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const { estimates, decided } = await offPolicy(ctx, range);
    const rows = estimates.map(({ threshold, effective }) => ({ x: percentWords(threshold), effective }));
    return { points: perCategory(rows, { "Effective sample": (row) => row.effective }), sample: decided };
  },
};
