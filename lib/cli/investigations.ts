/** `vigil investigations measure`: of the demo's arrivals, how many first cards already hold what a tool found. */
import { parseArgs } from "node:util";
import { firstCards } from "#lib/investigation/first-cards";
import { selfRunning } from "#lib/investigation/self-running";
import { onStage } from "#lib/scenarios/environment";
import type { Subcommand } from "./subcommand";

export const investigationsMeasure: Subcommand = {
  usage: "investigations measure [--arrivals N]",
  summary: "Of the demo's arrivals: how many first cards already hold what a tool found (300 arrivals).",
  async run(ctx, args) {
    const { values } = parseArgs({ args, options: { arrivals: { type: "string", default: "300" } } });
    const report = await onStage(ctx, "demo", ({ ctx: stage, ports }) =>
      firstCards(stage, { ...ports, policy: selfRunning(ports.policy) }, Number(values.arrivals)),
    );
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
};
