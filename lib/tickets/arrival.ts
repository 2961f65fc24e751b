/** An inbound event made ready for its timeline: keyed, its files unpacked, the queue and person it names looked up. */
import { inArray } from "drizzle-orm";
import { queue, user } from "#db/schema/team";
import type { Ctx } from "#lib/platform/context";
import { contentOf, withTold } from "./event";
import { type KeptFile, unpacked } from "./files";
import type { InboundEvent } from "./inbound-event";
import { outsideKey } from "./opening";
import type { NewEvent } from "./timeline";

/** An inbound event with the keys of the rows it is about. */
export type Arrival = {
  input: InboundEvent;
  eventKey: string;
  ticketKey: string;
  /** None of its own for a deletion: what follows from it, the ticket tells. */
  event: NewEvent | null;
  files: KeptFile[];
};

/** A deletion is told of the event it deletes. */
export function arrive(sent: InboundEvent, named: Named): Arrival {
  const { input, files } = unpacked(sent);
  return {
    files,
    input,
    eventKey: outsideKey(input.source, input.deletes ?? input.externalId),
    ticketKey: outsideKey(input.source, input.ticketExternalId),
    event: toNewEvent(input, named),
  };
}

/** What is not known here is left out, and named on the event. */
function toNewEvent(input: InboundEvent, { queues, people }: Named): NewEvent | null {
  if (input.kind === "message_deleted") return null;
  const { at, actorKind, actorId, actorName, body, source, externalId } = input;
  const { queueKey, ...said } = input.ticket;
  const opening = { ...said, ...(queueKey && { queueId: queues.get(queueKey) }) };
  const given = input.kind === "assignment" ? input.data.to : null;
  const isStranger = given !== null && !people.has(given);
  const unknown = [
    ...(queueKey && !queues.has(queueKey) ? [`There is no queue “${queueKey}”.`] : []),
    ...(isStranger ? [`There is nobody with the id “${given}”.`] : []),
  ];
  const flaws = [...(input.data.flaws ?? []), ...unknown];
  const told = withTold(input, { opening, ...(flaws.length > 0 && { flaws }) });
  const content = contentOf(
    told.kind === "assignment" && isStranger ? { ...told, data: { ...told.data, to: null } } : told,
  );
  return { ...content, at, actorKind, actorId, actorName, body, source, externalId };
}

/** Queues by their key, and ids of people, as far as events name them. */
export type Named = { queues: ReadonlyMap<string, number>; people: ReadonlySet<string> };

/** The queues and people that events name and that exist here. */
export async function namedIn(tx: Ctx, inputs: InboundEvent[]): Promise<Named> {
  const keys = [...new Set(inputs.flatMap(({ ticket: { queueKey } }) => queueKey || []))];
  const given = inputs.flatMap((input) => (input.kind === "assignment" ? (input.data.to ?? []) : []));
  const [queues, people] = await Promise.all([
    keys.length > 0 ? tx.db.select().from(queue).where(inArray(queue.key, keys)) : [],
    given.length > 0 ? tx.db.select({ id: user.id }).from(user).where(inArray(user.id, given)) : [],
  ]);
  return {
    queues: new Map(queues.map(({ key, id }) => [key, id])),
    people: new Set(people.map(({ id }) => id)),
  };
}
