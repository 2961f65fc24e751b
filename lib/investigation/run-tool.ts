/** Runs a diagnostic that an analyst agreed to, or that the agent may run by itself, and puts what it found on the ticket. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { loggedError } from "#lib/platform/log-safely";
import { unstorable } from "#lib/platform/unstorable";
import { recordToolResult } from "#lib/tickets/tool-calls/commands";
import { toolCall } from "#lib/tickets/tool-calls/queries";
import type { Toolbox } from "#lib/tools/registry";
import { usualLimit } from "#lib/tools/tool";
import { dropUnwanted } from "./own-call";
import { isSwitchedOff } from "./switched-off";

/**
 * Runs the call of event `eventId` and records its result. A tool that fails, takes too long or is no
 * longer there gives a result that says so: the ticket never waits for an answer that does not come.
 */
export async function runTool(
  ctx: Ctx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
  tools: Toolbox,
): Promise<void> {
  const { tool: name, arguments: given } = await toolCall(ctx, eventId);
  if (await dropUnwanted(ctx, { ticketId, eventId })) return;
  const checked = tools.check({ tool: name, arguments: given });
  const result = checked.ok ? await found(ctx, ticketId, checked) : failed(checked.fault);
  await recordToolResult(ctx, { eventId, result });
}

/** A call whose arguments its tool has read. */
export type Checked = Extract<ReturnType<Toolbox["check"]>, { ok: true }>;

/**
 * What a tool gives for checked arguments: the one way in which a look-up of any kind is run. One that fails, is late, is
 * switched off here or would change something gives a result that says so.
 */
export async function found(
  ctx: Ctx,
  ticketId: number,
  { tool, request }: Checked,
): Promise<Record<string, unknown>> {
  const { name, run, limit = usualLimit } = tool;
  if (tool.action) return failed(`${name} changes something: it is not run as a diagnostic.`);
  if (!run) return failed(`Vigil is not connected to ${name}.`);
  if (await isSwitchedOff(ctx, ticketId, name))
    return failed(`${name} is switched off for this queue and priority.`);
  const result = await Promise.race([
    run(ctx, request.arguments, { ticketId }).catch((error: unknown) =>
      // What our own database says of a statement is not for a ticket.
      failed(error instanceof AppError ? error.message : loggedError(error).message),
    ),
    sleep(limit, failed(`${name} did not answer within ${limit / 1000} s.`), { ref: false }),
  ]);
  const flaw = unstorable(result);
  return flaw ? failed(`The answer of ${name} cannot be kept: ${flaw.field} ${flaw.message}.`) : result;
}

/** Puts on the ticket that a call could not be run for a reason of our own, so that nobody waits for it. */
export async function recordUnrun(ctx: Ctx, { eventId }: { eventId: number }): Promise<void> {
  await recordToolResult(ctx, { eventId, result: failed("Vigil itself failed; the log has the details.") });
}

function failed(error: string): Record<string, unknown> {
  return { error };
}
