/** What scenarios are played against: the team the demo begins with, a new installation, or this one. */

import { openApprentice, saveRebuilt } from "#lib/agent/apprentice-state";
import { policy } from "#lib/agent/policy";
import { prepareDemo } from "#lib/demo/set-up";
import { demoTools } from "#lib/demo/tools";
import { inPreparedDatabase } from "#lib/evaluation/scratch";
import { investigator } from "#lib/investigation/investigator";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { noQueryEmbedding } from "#lib/models/query-embedding";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { noQueue } from "#lib/platform/jobs/virtual";
import { sourceStamp } from "#lib/platform/source-stamp";
import { modelEndpoint } from "#lib/settings/queries";
import { languageOf } from "#lib/tickets/message/language";
import { installedTools } from "#lib/tools/installed";
import { type Toolbox, toolbox } from "#lib/tools/registry";
import type { Environment } from "./model";
import type { Stage } from "./run";

/** Opens `environment`, runs `work` on it and closes it. `here` is this installation, whose model is asked where one is needed. */
export async function onStage<T>(
  here: Ctx,
  environment: Environment,
  work: (stage: Stage) => Promise<T>,
): Promise<T> {
  const open = async (ctx: Ctx, tools: Toolbox) => work(await stageOf(here, ctx, environment, tools));
  if (environment === "current") {
    const tools = installedTools();
    await tools.refresh(here);
    return open(here, tools);
  }
  return inPreparedDatabase(
    { prefix: `vigil_${environment}`, version: sourceStamp(["lib", "db", "package-lock.json"]).slice(0, 16) },
    {
      prepare: async (ctx) => {
        if (environment === "demo") await prepareDemo({ ...ctx, unattended: noQueue });
        await saveRebuilt(ctx);
      },
      work: (ctx) => open(ctx, toolbox(environment === "demo" ? demoTools : [])),
    },
  );
}

/** The ports of a worker with what may vary held still: settings read once, nothing shown for exploration. */
async function stageOf(here: Ctx, ctx: Ctx, environment: Environment, tools: Toolbox): Promise<Stage> {
  const { gate, reach } = await policy(ctx);
  const held = { gate: { ...gate, exploration: 0 }, reach };
  return {
    ctx,
    environment,
    languageOf,
    ports: {
      apprentice: await openApprentice(systemCtx("learning", ctx.db)),
      tools,
      investigator,
      calls: modelCalls(usualLimits),
      embedQuery: noQueryEmbedding,
      endpoint: () => modelEndpoint(here),
      policy: async () => held,
    },
  };
}
