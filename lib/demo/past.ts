/** The team's four weeks, really played: every closed ticket through the product, at its own time, as on a live desk. */

import { asc, eq } from "drizzle-orm";
import { delivery } from "#db/schema/tickets";
import { policy } from "#lib/agent/policy";
import { deliverReply } from "#lib/delivery/deliver";
import { keepReplay } from "#lib/evaluation/commands";
import { openEnvironment } from "#lib/evaluation/environment";
import { newEvaluation } from "#lib/evaluation/evaluation";
import { ReplayOptions, type ReplayReport } from "#lib/evaluation/model";
import { playOn } from "#lib/evaluation/run";
import { investigator } from "#lib/investigation/investigator";
import { modelCalls, usualLimits } from "#lib/models/model-calls";
import { noQueryEmbedding } from "#lib/models/query-embedding";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { noQueue } from "#lib/platform/jobs/virtual";
import { toolbox } from "#lib/tools/registry";
import { type Cast, pastOrigin } from "./past-origin";
import type { ClosedStoryTicket } from "./story/model";
import { demoTools } from "./tools";

type Past = {
  tickets: readonly ClosedStoryTicket[];
  cast: Cast;
  /** When the four weeks end. */
  now: Date;
  onProgress?: (done: number, total: number) => void;
};

/**
 * Lets the tickets happen: the agent considers, the team's analysts decide as they really went on, the tickets are
 * closed and learned from. Broken off it goes on where it was; what it is worth is kept as a replay.
 */
export async function playPast(ctx: Ctx, { tickets, cast, now, onProgress }: Past): Promise<ReplayReport> {
  const { dialogues, origin } = await pastOrigin(ctx, tickets, cast, now);
  // Analysts looked everything up themselves: that is what is learnt from.
  const { gate } = await policy(ctx);
  const environment = await openEnvironment(ctx, dialogues, {
    ports: {
      tools: toolbox(demoTools),
      investigator,
      calls: modelCalls(usualLimits),
      embedQuery: noQueryEmbedding,
      endpoint: async () => null,
      policy: async () => ({ gate }),
    },
    isModelFar: false,
    origin,
    // What the worker has to learn again as it starts.
    unsavedFor: 1_500,
  });
  const evaluation = newEvaluation(options, dialogues, (kind) => kind);
  const input = { file: "the demo's closed tickets", dialogues, options, endpoint: null };
  const report = await playOn(environment, evaluation, onProgress ? { ...input, onProgress } : input);
  await leaveTheHouse(ctx);
  await keepReplay({ ...ctx, now: () => now }, { name: "Four weeks at Halden Cloud", report });
  return report;
}

const options = ReplayOptions.parse({});

/** No worker was there to take the replies out, each after its undo window. */
async function leaveTheHouse(ctx: Ctx): Promise<void> {
  const waiting = await ctx.db
    .select({ eventId: delivery.eventId, dueAt: delivery.dueAt })
    .from(delivery)
    .where(eq(delivery.status, "waiting"))
    .orderBy(asc(delivery.eventId));
  const carrier = systemCtx("delivery", ctx.db);
  for (const { eventId, dueAt } of waiting)
    await deliverReply({ ...carrier, unattended: noQueue, now: () => dueAt }, { eventId });
}
