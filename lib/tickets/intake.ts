/** Takes in what many senders deliver at once: calls that arrive while one transaction commits share the next. */
import type { InboundEventInput } from "#lib/connectors/model";
import type { Ctx } from "#lib/platform/context";
import { recordEvents } from "./commands";
import type { Recorded } from "./inbound";

type Delivery = {
  events: InboundEventInput[];
  resolve: (recorded: Recorded[]) => void;
  reject: (error: unknown) => void;
};

/** Most events of one transaction: enough to share its cost, few enough not to keep the first waiting. */
const mostEvents = 64;

const waiting = new Map<string, Delivery[]>();

/**
 * `recordEvents`, with the cost of the commit shared between deliveries of one connector that arrive at the
 * same time. Resolves when they are committed; a delivery is kept as a whole or not at all, and a bad one
 * fails alone.
 */
export function takeIn(ctx: Ctx, events: InboundEventInput[], isHistory = false): Promise<Recorded[]> {
  // What happened long ago has a line of its own: it changes tickets, and calls nobody.
  const name = `${ctx.actor.id}${isHistory ? " history" : ""}`;
  return new Promise((resolve, reject) => {
    const delivery = { events, resolve, reject };
    const line = waiting.get(name);
    if (line) line.push(delivery);
    else {
      waiting.set(name, [delivery]);
      void work(ctx, name, isHistory);
    }
  });
}

async function work(ctx: Ctx, name: string, isHistory: boolean): Promise<void> {
  for (let line = waiting.get(name); line && line.length > 0; ) {
    const batch = [line.shift()].filter((delivery) => delivery !== undefined);
    let size = batch[0]?.events.length ?? 0;
    for (let next = line[0]; next && size + next.events.length <= mostEvents; next = line[0]) {
      batch.push(next);
      size += next.events.length;
      line.shift();
    }
    await record(ctx, batch, isHistory);
  }
  waiting.delete(name);
}

async function record(ctx: Ctx, batch: Delivery[], isHistory: boolean): Promise<void> {
  try {
    const recorded = await recordEvents(ctx, { events: batch.flatMap(({ events }) => events), isHistory });
    let start = 0;
    for (const { events, resolve } of batch) {
      resolve(recorded.slice(start, start + events.length));
      start += events.length;
    }
  } catch (error) {
    const [only, ...others] = batch;
    if (only && others.length === 0) return only.reject(error);
    // Nothing of the batch was kept: each delivery is tried by itself, so that only the bad one fails.
    for (const delivery of batch) await record(ctx, [delivery], isHistory);
  }
}
