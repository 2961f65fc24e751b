/** The change feed: what happened, for browsers to follow. */
import { change } from "#db/schema/index";
import type { Ctx } from "./context";

/** Topics a browser can hear about; `data` names rows, never contents another role may not see. */
export const changeTopics = [
  "ticket",
  "event",
  "draft",
  "suggestion",
  "decision",
  "consideration",
  "presence",
  "counter",
  "article",
  "setting",
] as const;
export type ChangeTopic = (typeof changeTopics)[number];

/** Appends to the feed inside the transaction of the change; listeners are woken after commit. */
export async function publishChange(
  ctx: Ctx,
  topic: ChangeTopic,
  ticketId: number | null,
  data: Record<string, unknown> = {},
): Promise<void> {
  await ctx.db.insert(change).values({ topic, ticketId, data });
}
