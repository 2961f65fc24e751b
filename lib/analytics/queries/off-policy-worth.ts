/** How many cards another threshold would have shown, and how many of them would have been worth it. */
import { type Chart, perCategory } from "../chart";
import { shareWords } from "./gate-bins";
import { untilDecided } from "./judgements";
import { offPolicy } from "./off-policy";

export const offPolicyWorth: Chart = {
  title: "Another threshold",
  section: "Exploration",
  definition:
    "Had every card from this probability on been shown and no other: the share of drafts shown, and the share of them worth it, estimated from what was really decided, each weighed by one over its chance of being shown (SNIPS). Left out where a card had no such chance. Undecided cards do not count.",
  kind: "line",
  format: "percent",
  sampleUnit: "decided cards",
  rowsPlace: "#judgements",
  untilThen: untilDecided,
  async load(ctx, range) {
    const { estimates, decided } = await offPolicy(ctx, range);
    const rows = estimates.map((estimate) => ({ ...estimate, x: shareWords(estimate.threshold) }));
    return {
      points: perCategory(rows, { "Worth it": (row) => row.worth, Shown: (row) => row.shown }),
      sample: decided,
    };
  },
};
