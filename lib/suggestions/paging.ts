/** Pages whoever is on call about a hand-over, where a rule asks for it, with its brief. */

import { pageHandOver } from "#lib/oncall/causes";
import type { Ctx } from "#lib/platform/context";
import type { Suggestion } from "./model";
import type { Brief } from "./step";

/** A proposal of the agent that a human must go on with. */
export async function pageProposal(ctx: Ctx, proposal: Suggestion): Promise<void> {
  if (proposal.kind !== "escalation") return;
  const { id, ticketId, why, payload } = proposal;
  const brief = payload.brief ? partsOf(payload.brief) : {};
  await pageHandOver(ctx, ticketId, { key: `suggestion:${id}`, why, brief });
}

/** A hand-over an analyst decided on. */
export async function pageHandedOver(
  ctx: Ctx,
  { ticketId, eventId, why, brief }: { ticketId: number; eventId: number; why: string; brief: Brief },
): Promise<void> {
  await pageHandOver(ctx, ticketId, { key: `event:${eventId}`, why, brief: partsOf(brief) });
}

function partsOf({ about, known, tried, open, suggested }: Brief) {
  const texts = (lines: readonly { text: string }[]) => lines.map(({ text }) => text);
  return {
    open: [...texts(open), about.text],
    known: texts(known),
    tried: texts(tried).toReversed(),
    suggested: texts(suggested),
  };
}
