/** Ingests what arrives from outside, many webhook requests with one commit. */

import type { Ctx } from "#lib/platform/context";
import { sharedCommit } from "#lib/platform/shared-commit";
import { recordEvents } from "./commands";
import type { RecordedEvent } from "./inbound";
import type { InboundEventInput } from "./inbound-event";

/** Most events of one transaction: enough to share its cost, few enough not to keep the first waiting. */
const mostEvents = 64;

const nameOf = ({ externalId }: InboundEventInput) => externalId;
const present = sharedCommit(
  mostEvents,
  (ctx: Ctx, events: InboundEventInput[]) => recordEvents(ctx, { events }),
  nameOf,
);
const past = sharedCommit(
  mostEvents,
  (ctx: Ctx, events: InboundEventInput[]) => recordEvents(ctx, { events, isHistory: true }),
  nameOf,
);

/**
 * `recordEvents`, with the cost of the commit shared between webhook requests of one connector that arrive at the
 * same time. Resolves when they are committed; a webhook request is kept as a whole or not at all, and a bad one
 * fails alone. What happened long ago has a line of its own: it changes tickets, and calls nobody.
 */
export function ingest(ctx: Ctx, events: InboundEventInput[], isHistory = false): Promise<RecordedEvent[]> {
  return (isHistory ? past : present)(ctx, ctx.actor.id, events);
}
