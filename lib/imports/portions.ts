/** Takes tickets of a file in, a portion at a time: silently, at their real times, and learns from the closed ones. */
import { importedTicket } from "#db/schema/imports";
import { recordExamples } from "#lib/agent/commands";
import { indexTickets } from "#lib/knowledge/commands";
import { type Ctx, withTransaction } from "#lib/platform/context";
import { createQueue } from "#lib/team/queues/commands";
import { recordEvents } from "#lib/tickets/commands";
import type { InboundEventInput } from "#lib/tickets/inbound-event";
import { historyOf } from "./inbound";
import type { ImportedTicket } from "./model";
import { here } from "./queries";

/** Most events recorded with one call, and about as many of a transaction. */
const mostEvents = 500;

export type Portion = { tickets: readonly ImportedTicket[]; histories: InboundEventInput[][] };

/** What a portion added: new tickets, their events, and tickets that were there already. */
export type Added = { tickets: number; events: number; known: number };

/** Makes the queues that `tickets` name and this installation does not have; returns their names. */
export async function makeQueues(ctx: Ctx, tickets: readonly ImportedTicket[]): Promise<string[]> {
  const { queues } = await here(ctx);
  const missing = new Map<string, string>();
  for (const { queue } of tickets)
    if (queue && !queues.has(queue.toLowerCase())) missing.set(keyOf(queue), queue);
  for (const [key, name] of missing) {
    if (![...queues.values()].includes(key)) await createQueue(ctx, { key, name });
  }
  return [...missing.values()];
}

/** `tickets` in groups of whole histories, about `mostEvents` events each, with the queues and people there are now. */
export async function* portionsOf(
  ctx: Ctx,
  tickets: readonly ImportedTicket[],
  system: string,
): AsyncGenerator<Portion> {
  const known = await here(ctx);
  // A queue made for a name goes by the key made of it.
  const queues = new Map(known.queues);
  for (const { queue } of tickets)
    if (queue && !queues.has(queue.toLowerCase())) queues.set(queue.toLowerCase(), keyOf(queue));
  let portion: { tickets: ImportedTicket[]; histories: InboundEventInput[][] } = {
    tickets: [],
    histories: [],
  };
  let size = 0;
  for (const ticket of tickets) {
    const history = historyOf(ticket, system, { ...known, queues });
    if (size > 0 && size + history.length > mostEvents) {
      yield portion;
      portion = { tickets: [], histories: [] };
      size = 0;
    }
    portion.tickets.push(ticket);
    portion.histories.push(history);
    size += history.length;
  }
  if (portion.tickets.length > 0) yield portion;
}

/** Records a portion for import `importId`, null for one nobody can undo. All of it, or nothing. */
export async function importPortion(ctx: Ctx, { histories }: Portion, importId: number): Promise<Added> {
  return withTransaction(ctx, async (tx) => {
    const events = histories.flat();
    const fresh: number[] = [];
    const closed = new Set(histories.filter(isFinished).map((history) => history[0]?.ticketExternalId ?? ""));
    const toLearn = new Set<number>();
    for (let start = 0; start < events.length; start += mostEvents) {
      const slice = events.slice(start, start + mostEvents);
      const recorded = await recordEvents(tx, { events: slice, runsAgent: false });
      for (const [index, { isDuplicate, ticketId }] of recorded.entries()) {
        if (isDuplicate) continue;
        fresh.push(ticketId);
        if (closed.has(slice[index]?.ticketExternalId ?? "")) toLearn.add(ticketId);
      }
    }
    const ticketIds = [...new Set(fresh)];
    if (ticketIds.length > 0)
      await tx.db
        .insert(importedTicket)
        .values(ticketIds.map((ticketId) => ({ importId, ticketId })))
        .onConflictDoNothing();
    await indexTickets(tx, { ticketIds: [...toLearn] });
    if (toLearn.size > 0)
      await recordExamples(tx, { examples: [...toLearn].map((ticketId) => ({ ticketId })) });
    return { tickets: ticketIds.length, events: fresh.length, known: histories.length - ticketIds.length };
  });
}

function isFinished(history: readonly InboundEventInput[]): boolean {
  const last = history.findLast((event) => event.kind === "status_change");
  return last?.data?.to === "closed" || last?.data?.to === "solved";
}

/** A queue's key made of its name. */
function keyOf(name: string): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 40)
    .replace(/-$/, "");
  // A name in a script without such letters is told by its own characters.
  return plain || `queue-${Buffer.from(name).toString("hex").slice(0, 24)}`;
}
