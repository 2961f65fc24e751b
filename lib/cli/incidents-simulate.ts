/** `vigil incidents simulate`: how well alerts of made-up outages with known truth become incidents. */
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { inScratchDatabase } from "#lib/evaluation/scratch";
import { usualPlan } from "#lib/incidents/simulation/outages";
import { simulate } from "#lib/incidents/simulation/run";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const incidentsSimulate: Subcommand = {
  usage: "incidents simulate [--seed N] [--days N] [--services N] [--warm-up DAYS] [--json OUT]",
  summary:
    "Play made-up outages of a made-up estate through the alerts' way in, in a database of their own, and compare the incidents with the truth.",
  async run(_ctx, words) {
    const { values } = parseArgs({
      args: words,
      options: {
        seed: { type: "string", default: "1" },
        days: { type: "string", default: String(usualPlan.days) },
        services: { type: "string", default: "30" },
        "warm-up": { type: "string", default: "15" },
        json: { type: "string" },
      },
    });
    const [seed, days, services, warmUp] = [values.seed, values.days, values.services, values["warm-up"]].map(
      Number,
    );
    if (![seed, days, services, warmUp].every((number) => Number.isFinite(number) && Number(number) >= 0))
      throw new UsageError("The options take numbers.");
    const input = {
      seed: seed ?? 1,
      plan: { ...usualPlan, days: days ?? usualPlan.days },
      services: Math.max(4, services ?? 30),
      warmUp: warmUp ?? 15,
    };
    const report = await inScratchDatabase("simulation", (ctx) => simulate(ctx, input, progress("Alerts")));
    const text = `${JSON.stringify(report, rounded, 2)}\n`;
    process.stdout.write(text);
    if (values.json) await writeFile(values.json, text);
    return 0;
  },
};

function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toFixed(3)) : value;
}
