/** Runs a diagnostic that an analyst agreed to, and puts what it found on the ticket. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "#lib/platform/context";
import { recordToolResult } from "#lib/tickets/commands";
import { toolCall } from "./queries";
import type { Toolbox } from "./tools/registry";

/** Milliseconds a diagnostic may take. */
const limit = 20_000;

/**
 * Runs the call of event `eventId` and records its result. A tool that fails, takes too long or is no
 * longer there gives a result that says so: the ticket never waits for an answer that does not come.
 */
export async function runTool(ctx: Ctx, { eventId }: { eventId: number }, tools: Toolbox): Promise<void> {
  const request = await toolCall(ctx, eventId);
  const checked = tools.check(request);
  const result = checked.ok
    ? await Promise.race([
        checked.tool.run(ctx, checked.request.arguments).catch((error: unknown) => failed(String(error))),
        sleep(limit, failed(`${request.tool} did not answer within ${limit / 1000} s.`), { ref: false }),
      ])
    : failed(checked.fault);
  await recordToolResult(ctx, { eventId, result });
}

function failed(error: string): Record<string, unknown> {
  return { error };
}
