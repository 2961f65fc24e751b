/** How many cards another threshold would have shown, and how many of them would have been worth it. */

import { percentWords } from "#lib/platform/percent/rules";
import { type Chart, perCategory } from "../chart";
import { untilDecided } from "./judgements";
import { offPolicy } from "./off-policy";

export const offPolicyWorth: Chart = {
  title: "Another threshold",
  section: "Exploration",
  definition:
    "If the threshold were this confidence: the share of drafts shown and the share of those that are useful, estimated from past decisions weighted by one over their propensity (SNIPS). Left out where the propensity is 0. Undecided proposals do not count.",
  kind: "line",
  format: "percent",
  sampleUnit: "decided proposals",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const { estimates, decided } = await offPolicy(ctx, range);
    const rows = estimates.map((estimate) => ({ ...estimate, x: percentWords(estimate.threshold) }));
    return {
      points: perCategory(rows, { Useful: (row) => row.worth, Shown: (row) => row.shown }),
      sample: decided,
    };
  },
};
