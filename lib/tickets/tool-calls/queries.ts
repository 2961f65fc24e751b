/** What a diagnostic call on a timeline asks for. */
import { and, eq } from "drizzle-orm";
import { ticketEvent } from "#db/schema/tickets";
import type { Ctx } from "#lib/platform/context";
import { AppError } from "#lib/platform/errors";
import { toolCallData } from "../stored-event";

/** The diagnostic an event asks for; throws `not_found`. */
export async function toolCall(
  ctx: Ctx,
  eventId: number,
): Promise<{ tool: string; arguments: Record<string, unknown> }> {
  const [row] = await ctx.db
    .select({ data: ticketEvent.data })
    .from(ticketEvent)
    .where(and(eq(ticketEvent.id, eventId), eq(ticketEvent.kind, "tool_call")));
  if (!row) throw new AppError("not_found", `Event ${eventId} is no diagnostic call.`);
  const { tool, arguments: given } = toolCallData(row.data);
  return { tool, arguments: given };
}
