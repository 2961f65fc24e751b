/** `vigil incidents major`: how soon and how surely a burst of customers' tickets with known truth is proposed as a major incident. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { inScratchDatabase } from "#lib/evaluation/scratch";
import { simulateMajor } from "#lib/major/simulation/run";
import { usualLetters } from "#lib/major/simulation/writing";
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
    const [seed = 2, days = usualLetters.days, warmUp = 15] = [
      values.seed,
      values.days,
      values["warm-up"],
    ].map(Number);
    const wording = wordings.find((one) => one === values.wording);
    if (![seed, days, warmUp].every((number) => Number.isFinite(number) && number >= 0) || !wording)
      throw new UsageError("The options take numbers, and --wording one of tuning, held, all.");
    const plan = { ...usualLetters, days, wording };
    const report = await inScratchDatabase("major", (ctx) =>
      simulateMajor(ctx, { seed, plan, warmUp }, progress("Tickets")),
    );
    const text = `${JSON.stringify(report, rounded, 2)}\n`;
    process.stdout.write(text);
    if (values.json) await writeFile(values.json, text);
    return 0;
  },
};

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(3)) : value;
}
