/** `vigil incidents major`: how soon and how surely a burst of customers' tickets with known truth is proposed as a major incident. */
import { parseArgs } from "node:util";
import { inScratchDatabase } from "#lib/evaluation/scratch";
import { simulateMajor } from "#lib/major/simulation/run";
import { usualLetters } from "#lib/major/simulation/writing";
import { amounts, printReport } from "./simulated";
import { progress, type Subcommand, UsageError } from "./subcommand";

const wordings = ["tuning", "held", "all"] as const;

export const incidentsMajor: Subcommand = {
  usage: "incidents major [--seed N] [--days N] [--warm-up DAYS] [--wording tuning|held|all] [--json OUT]",
  summary:
    "Play made-up customers' tickets and alerts, in a database of their own, and compare the major incidents proposed with the truth.",
  async run(_ctx, words) {
    const { values } = parseArgs({
      args: words,
      options: {
        seed: { type: "string", default: "2" },
        days: { type: "string", default: String(usualLetters.days) },
        "warm-up": { type: "string", default: "15" },
        wording: { type: "string", default: "held" },
        json: { type: "string" },
      },
    });
    const { seed, days, warmUp } = amounts({
      seed: values.seed,
      days: values.days,
      warmUp: values["warm-up"],
    });
    const wording = wordings.find((one) => one === values.wording);
    if (!wording) throw new UsageError("--wording is one of tuning, held, all.");
    const plan = { ...usualLetters, days, wording };
    const report = await inScratchDatabase("major", (ctx) =>
      simulateMajor(ctx, { seed, plan, warmUp }, progress("Tickets")),
    );
    await printReport(report, values.json);
    return 0;
  },
};
