/** What goes on in the demo while it runs: somebody comes, somebody goes on, for ever. */
import type { Ctx } from "#lib/platform/context";
import { cancelAll, enqueue } from "#lib/platform/jobs/enqueue";
import { arrive } from "./arrivals";
import { watchCluster } from "./outage";
import { react } from "./reactions";

/** Seconds between two looks at who is due. */
const beat = 5;

/** Starts the demo's life where an earlier start left it. */
export async function startPlay(ctx: Ctx): Promise<void> {
  // The beat of an earlier start would go on beside the new one.
  await cancelAll(ctx, "demo.step");
  await next(ctx, { step: 0, run: ctx.now().toISOString() });
}

/** One beat of the demo's life, which asks for the next. Playing one twice adds nothing. */
export async function playStep(ctx: Ctx, { step, run }: { step: number; run: string }): Promise<void> {
  await arrive(ctx);
  await react(ctx);
  await watchCluster(ctx);
  await next(ctx, { step: step + 1, run });
}

async function next(ctx: Ctx, { step, run }: { step: number; run: string }): Promise<void> {
  const at = new Date(ctx.now().getTime() + beat * 1000);
  await enqueue(ctx, "demo.step", { step, run }, { id: `demo:${run}:${step}`, at });
}
