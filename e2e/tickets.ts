/** Tickets as the browser tests need them, recorded by the product's own commands. */
import { agentCtx, type Ctx } from "#lib/platform/context";
import { unique } from "#lib/platform/testing/unique";
import { recordConsideration } from "#lib/suggestions/commands";
import { callWords } from "#lib/suggestions/model";
import { look } from "#lib/suggestions/testing/fixtures";
import { recordEvent } from "#lib/tickets/commands";

/** A customer writes. With `considers` the real worker looks at it; without, the test says what the agent found. */
export async function customerWrites(
  ctx: Ctx,
  words: { subject: string; body: string; considers: boolean },
): Promise<{ ticketId: number; eventId: number }> {
  const connector: Ctx = { ...ctx, actor: { kind: "connector", id: "e2e", name: "Browser tests" } };
  return recordEvent(connector, {
    source: "e2e",
    externalId: unique("event"),
    ticketExternalId: unique("ticket"),
    kind: "customer_message",
    at: ctx.now(),
    actorKind: "customer",
    actorName: "Mira Castellane",
    body: words.body,
    ticket: { subject: words.subject },
    customer: { externalId: "mira", name: "Mira Castellane", company: "Castellane Press" },
    considers: words.considers,
  });
}

/** A ticket with a reply proposal that waits for a decision. */
export async function waitingReply(
  ctx: Ctx,
  draft = "Hello Mira, please grow the volume with the resize command, then reboot.",
): Promise<{ ticketId: number; draft: string }> {
  const subject = `Volume full ${unique("vol")}`;
  const written = await customerWrites(ctx, { subject, body: "The volume is full.", considers: false });
  const proposed = look(written.ticketId, written.eventId, { text: draft });
  await recordConsideration({ ...agentCtx(ctx.db), now: ctx.now }, proposed);
  return { ticketId: written.ticketId, draft };
}

/** A ticket with a proposal to look something up that nothing is connected to. */
export async function waitingLookUp(ctx: Ctx): Promise<number> {
  const subject = `Door jammed ${unique("door")}`;
  const written = await customerWrites(ctx, { subject, body: "Door 4 is jammed.", considers: false });
  const call = { tool: "door_log", arguments: { door: 4 }, byHand: true as const };
  const step = { kind: "diagnostic" as const, text: callWords(call), payload: { call }, risk: 0 };
  const proposed = look(written.ticketId, written.eventId, step);
  await recordConsideration({ ...agentCtx(ctx.db), now: ctx.now }, proposed);
  return written.ticketId;
}
