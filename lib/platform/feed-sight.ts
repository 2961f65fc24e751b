/** The change feed as somebody may see it: nothing of the tickets of queues that are hidden from them. */
import { type Ctx, isHiding } from "./context";
import { type FeedMessage, heartbeatMs } from "./feed";
import { seeingAsAllowed, seenTickets } from "./sight";

/**
 * What is for this follower. Queues are restricted and members change while a stream is open: that is in the feed itself,
 * and what follows is seen with the eyes of then. Where it changed what is seen, the browser fetches everything anew.
 */
export async function* seenBy(
  given: Ctx,
  feed: AsyncGenerator<FeedMessage[]>,
): AsyncGenerator<FeedMessage[]> {
  let ctx = given;
  let saidAt = performance.now();
  try {
    for await (const messages of feed) {
      const seen: FeedMessage[] = [];
      for (const message of messages) {
        if (await isFor(ctx, message)) seen.push(message);
        if (!isAboutQueues(message)) continue;
        const now = await seeingAsAllowed(ctx);
        if (now.db === ctx.db) continue;
        ctx = now;
        seen.push({ kind: "resync", cursor: message.change.cursor });
      }
      // Who sees nothing of what goes on still hears that the stream is alive, at its own pace and not at that of what is hidden.
      if (seen.length === 0 && performance.now() - saidAt >= heartbeatMs) seen.push({ kind: "heartbeat" });
      if (seen.length === 0) continue;
      saidAt = performance.now();
      yield seen;
    }
  } finally {
    await feed.return(undefined);
  }
}

async function isFor(ctx: Ctx, message: FeedMessage): Promise<boolean> {
  if (!isHiding(ctx)) return true;
  const ticketId = ticketOf(message);
  return ticketId === null || (await seenTickets(ctx, [ticketId])).has(ticketId);
}

function ticketOf(message: FeedMessage): number | null {
  if (message.kind === "draft") return message.draft.ticketId;
  return message.kind === "change" ? message.change.ticketId : null;
}

function isAboutQueues(message: FeedMessage): message is Extract<FeedMessage, { kind: "change" }> {
  return (
    message.kind === "change" && message.change.topic === "setting" && message.change.data.entity === "queue"
  );
}
