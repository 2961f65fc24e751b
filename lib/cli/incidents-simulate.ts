/** `vigil incidents simulate`: how well alerts of made-up outages with known truth become incidents. */
import { parseArgs } from "node:util";
import { inScratchDatabase } from "#lib/evaluation/scratch";
import { usualPlan } from "#lib/incidents/simulation/outages";
import { simulate } from "#lib/incidents/simulation/run";
import { mapKinds } from "#lib/incidents/simulation/topology";
import { amounts, printReport } from "./simulated";
import { progress, type Subcommand, UsageError } from "./subcommand";

export const incidentsSimulate: Subcommand = {
  usage:
    "incidents simulate [--seed N] [--days N] [--services N] [--warm-up DAYS] [--map none|partial|full] [--json OUT]",
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
        map: { type: "string", default: "none" },
        json: { type: "string" },
      },
    });
    const { seed, days, services, warmUp } = amounts({
      seed: values.seed,
      days: values.days,
      services: values.services,
      warmUp: values["warm-up"],
    });
    const map = mapKinds.find((kind) => kind === values.map);
    if (!map) throw new UsageError(`--map takes ${mapKinds.join(", ")}.`);
    const input = { map, seed, plan: { ...usualPlan, days }, services: Math.max(4, services), warmUp };
    const report = await inScratchDatabase("simulation", (ctx) => simulate(ctx, input, progress("Alerts")));
    await printReport(report, values.json);
    return 0;
  },
};
