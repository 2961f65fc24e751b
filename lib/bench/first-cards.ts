/** Plays arrivals of the demo and looks at the first card each gets: does it already hold what a tool found? */

import type { AgentPorts } from "#lib/agent/loop";
import { arrival } from "#lib/demo/arrivals";
import { caseOf } from "#lib/demo/story/case";
import type { LookUp } from "#lib/demo/story/kinds/model";
import { story } from "#lib/demo/story/story";
import type { Ctx } from "#lib/platform/context";
import { onArrival, seenOn } from "./arrival-stage";

export type FirstCards = {
  arrivals: number;
  /** Those in which the team would have looked something up at once. */
  lookUps: number;
  /** Of these: the first card already holds the result of that tool, or of another one; or asks for it; or is another. */
  held: number;
  heldOther: number;
  asked: number;
  other: number;
  none: number;
  /** Of the others: the agent ran something all the same. */
  ranInVain: number;
};

/** Plays `count` made-up arrivals, each on its own and rolled back. */
export async function firstCards(ctx: Ctx, ports: AgentPorts, count: number): Promise<FirstCards> {
  const sums: FirstCards = {
    arrivals: 0,
    lookUps: 0,
    held: 0,
    heldOther: 0,
    asked: 0,
    other: 0,
    none: 0,
    ranInVain: 0,
  };
  for (let number = story.liveSteps.length; sums.arrivals < count; number++) {
    const event = arrival(number, ctx.now());
    const wanted = lookUpOf(event.externalId);
    const { ran, card } = await onArrival(ctx, event, ports, async ({ ticketId, on, settle }) => {
      await settle();
      return shown(on(ctx.actor), ticketId);
    });
    sums.arrivals++;
    if (!wanted) {
      if (ran.length > 0) sums.ranInVain++;
      continue;
    }
    sums.lookUps++;
    if (ran.includes(wanted.tool)) sums.held++;
    else if (ran.length > 0) sums.heldOther++;
    else if (card?.kind === "diagnostic") sums.asked++;
    else if (card) sums.other++;
    else sums.none++;
  }
  return sums;
}

/** What the team looks up at once where this arrives; null where it answers, or asks, or hands over. */
export function lookUpOf(externalId: string): LookUp | null {
  const one = caseOf(externalId);
  if (one.shape === "alert") return one.kind.lookUp(one.facts);
  return one.shape === "request" && one.isTold ? (one.kind.lookUp?.(one.facts) ?? null) : null;
}

/** The first card, and the tools that had answered when it was made. */
async function shown(tx: Ctx, ticketId: number) {
  const { cards, events } = await seenOn(tx, ticketId);
  const [card = null] = cards;
  const ran = events
    .filter(({ id }) => card !== null && id <= card.upToEventId)
    .flatMap((event) => (event.kind === "tool_result" ? [event.data.tool] : []));
  return { ran, card };
}
