/** `vigil investigations` and `vigil keys`: how many first cards hold what a tool found, how many claims are wrong, where this version would go another way, and how many keys an answer takes. */
import { parseArgs } from "node:util";
import { firstCards } from "#lib/bench/first-cards";
import { heldOut } from "#lib/bench/held-out";
import { keysToAnswer } from "#lib/bench/keys-to-answer";
import { replayRuns } from "#lib/investigation/replay";
import { selfRunning } from "#lib/investigation/self-running";
import { onStage } from "#lib/scenarios/environment";
import { readScenarioFile } from "#lib/scenarios/file";
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

export const keysMeasure: Subcommand = {
  usage: "keys measure [--answers N] [--looks-up]",
  summary:
    "Of the demo's arrivals whose right answer is known: how many keys until it is sent (200); --looks-up: the agent may look up by itself.",
  async run(ctx, args) {
    const { values } = parseArgs({
      args,
      options: {
        answers: { type: "string", default: "200" },
        "looks-up": { type: "boolean", default: false },
      },
    });
    const report = await onStage(ctx, "demo", ({ ctx: stage, ports }) =>
      keysToAnswer(
        stage,
        values["looks-up"] ? { ...ports, policy: selfRunning(ports.policy) } : ports,
        Number(values.answers),
      ),
    );
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
};

export const investigationsReplay: Subcommand = {
  usage: "investigations replay [--runs N]",
  summary:
    "Hold this version against the newest looks (500) on the evidence they had; says where it would go another way.",
  async run(ctx, args) {
    const { values } = parseArgs({ args, options: { runs: { type: "string", default: "500" } } });
    const report = await onStage(ctx, "current", ({ ctx: stage, ports }) =>
      replayRuns(stage, ports, Number(values.runs)),
    );
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
};

export const investigationsCheck: Subcommand = {
  usage: "investigations check [FILE] [--here]",
  summary:
    "Learn from a half, a third and a quarter of the demo's closed cases and assess the others: how many claims are wrong, and which; also of the made-up cases of FILE; --here: on this installation's.",
  async run(ctx, args) {
    const options = { here: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const [path] = positionals;
    const madeUp = path === undefined ? [] : (await readScenarioFile(path)).scenarios;
    const report = await onStage(ctx, values.here ? "current" : "demo", ({ ctx: stage, ports }) =>
      heldOut(
        stage,
        ports.tools.all.map(({ name }) => name),
        madeUp,
      ),
    );
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return 0;
  },
};
