/** The examples that come with the product, played against the demo's newest weeks: what must and must not come of them. */

import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { openApprentice, saveRebuilt } from "#lib/agent/apprentice-state";
import { prepareDemo } from "#lib/demo/set-up";
import { demoTools } from "#lib/demo/tools";
import { onEmptyDatabase } from "#lib/evaluation/testing/replayed";
import { investigator } from "#lib/investigation/investigator";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { noQueryEmbedding } from "#lib/models/query-embedding";
import { systemCtx } from "#lib/platform/context";
import { noQueue } from "#lib/platform/jobs/virtual";
import { defaultGateSettings } from "#lib/policy/gate/gate";
import { languageOf } from "#lib/tickets/message/language";
import { toolbox } from "#lib/tools/registry";
import { readScenarios } from "./file";
import { runScenarios } from "./run";

/** The whole demo takes longer than all of this: so many of its newest tickets are enough for what must not come. */
const tickets = 24;
const files = ["acts", "dialogue", "mail", "strange", "traffic", "values"];

test("nothing that must not come of the examples comes of them", { timeout: 1_200_000 }, async () => {
  await onEmptyDatabase(async (ctx) => {
    await prepareDemo({ ...ctx, unattended: noQueue }, { tickets });
    await saveRebuilt(ctx);
    const texts = await Promise.all(
      files.map((name) => readFile(new URL(`examples/${name}.jsonl`, import.meta.url), "utf8")),
    );
    const { scenarios, faults } = readScenarios(texts.join("\n"));
    expect(faults).toEqual([]);
    // Which card comes first, and whether one does, depends on the training log.
    const played = scenarios.map((one) => ({
      ...one,
      expect: { ...one.expect, first: undefined, shows: undefined },
    }));
    const stage = {
      ctx,
      environment: "demo",
      languageOf,
      ports: {
        apprentice: await openApprentice(systemCtx("learning", ctx.db)),
        tools: toolbox(demoTools),
        investigator,
        calls: modelCalls(usualLimits),
        embedQuery: noQueryEmbedding,
        endpoint: async () => null,
        // A young team writes most replies itself: that is no matter of these scenarios.
        policy: async () => ({
          gate: { ...defaultGateSettings, exploration: 0, handOverFrom: 2 },
        }),
      },
    } as const;
    const { results } = await runScenarios(stage, played);
    const failed = results
      .filter(({ passed }) => !passed)
      .map(({ id, failures, error }) => [id, ...failures, error]);
    expect(failed).toEqual([]);
  });
});
