/** Pages whoever is on call about a hand-over, where a rule asks for it, with its brief. */

import { pageHandOver, withdrawHandOver } from "#lib/oncall/causes";
import { nextPerson } from "#lib/oncall/next-person/find";
import type { Ctx } from "#lib/platform/context";
import type { Suggestion } from "./model";
import type { Brief } from "./step";

/** A proposal of the agent that a human must go on with. */
export async function pageProposal(ctx: Ctx, proposal: Suggestion): Promise<void> {
  if (proposal.kind !== "escalation") return;
  const { id, ticketId, why, payload } = proposal;
  const brief = payload.brief ? partsOf(payload.brief) : {};
  // Nobody is told by name before an analyst has decided: until then it waits at the desk, as every proposal.
  await pageHandOver(ctx, ticketId, { key: `suggestion:${id}`, why, brief, fallsTo: null });
}

type HandedOver = {
  ticketId: number;
  eventId: number;
  why: string;
  brief: Brief;
  /** Who was given the ticket; null for a queue. */
  assigneeId: string | null;
};

/** A hand-over an analyst decided on: to whom it was given, or to whom it falls by itself. */
export async function pageHandedOver(ctx: Ctx, handed: HandedOver): Promise<void> {
  const { ticketId, eventId, why, brief, assigneeId } = handed;
  const next = assigneeId ?? (await nextPerson(ctx, ticketId))?.userId ?? null;
  // On a team of one it falls back to whoever gave it away, who knows.
  const fallsTo = next === ctx.actor.id ? null : next;
  const key = keyOf(eventId);
  await pageHandOver(ctx, ticketId, { key, why, brief: partsOf(brief), fallsTo });
}

/** A hand-over that was undone. */
export async function withdrawHandedOver(ctx: Ctx, eventId: number): Promise<void> {
  await withdrawHandOver(ctx, keyOf(eventId));
}

const keyOf = (eventId: number) => `event:${eventId}`;

function partsOf({ about, known, tried, open, suggested }: Brief) {
  const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);
  return {
    open: [...texts(open), about.text],
    known: texts(known),
    tried: texts(tried).toReversed(),
    suggested: texts(suggested),
  };
}
