/** From an arrival until its card stands there with what was looked up, in an installation whose tools take their time to answer. */
import { setTimeout as sleep } from "node:timers/promises";
import { arrival } from "#lib/demo/arrivals";
import { story } from "#lib/demo/story/story";
import type { Ctx } from "#lib/platform/context";
import { recordEvent } from "#lib/tickets/commands";
import { seenOn } from "./arrival-stage";
import { type Figure, quantiles } from "./figures";
import { lookUpOf } from "./first-cards";
import { onDatabase, startInstallation, untilRunsDone } from "./installation";

/** Milliseconds a tool takes. */
const toolMs = 100;
const arrivals = 80;
/** A card without results, or none, is not waited for longer than this, in milliseconds. */
const longestWait = 10_000;
const restMs = 250;

/** Arrivals in which the team would look something up, one after the other on a quiet desk of their own. */
export async function investigatedLatency(): Promise<Figure[]> {
  const installation = await startInstallation({ VIGIL_DEMO_TOOL_MS: String(toolMs) });
  try {
    await untilRunsDone(installation.databaseUrl);
    const waits = await onDatabase(installation.databaseUrl, timed);
    const held = waits.filter((wait) => wait !== null);
    return [
      ...quantiles(`arrival to card with results, tools of ${toolMs} ms`, held, { atMost: 1500 }),
      {
        measure: "arrivals to be looked up whose first card held results",
        value: (held.length / waits.length) * 100,
        unit: "%",
        goal: { atLeast: 70 },
        observations: waits.length,
      },
    ];
  } finally {
    await installation.stop();
  }
}

async function timed(ctx: Ctx): Promise<(number | null)[]> {
  const waits: (number | null)[] = [];
  for (let number = story.liveSteps.length; waits.length < arrivals; number++) {
    const event = arrival(number, new Date());
    if (!lookUpOf(event.externalId)) continue;
    const { ticketId } = await recordEvent(ctx, event);
    waits.push(await untilCard(ctx, ticketId, performance.now()));
    await sleep(restMs);
  }
  return waits;
}

/** Milliseconds until the first card, where it was made with a result; null where it was not, or none came. */
async function untilCard(ctx: Ctx, ticketId: number, began: number): Promise<number | null> {
  while (performance.now() - began < longestWait) {
    const { cards, events } = await seenOn(ctx, ticketId);
    const [card] = cards;
    if (card) {
      const took = performance.now() - began;
      const isHeld = events.some(({ id, kind }) => kind === "tool_result" && id <= card.upToEventId);
      return isHeld ? took : null;
    }
    await sleep(5);
  }
  return null;
}
