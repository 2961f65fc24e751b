/** How long an event takes: until it is acknowledged, until another browser has it, until a proposal is stored. */
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { openBrowser, signIn } from "./browser";
import { bencher, message } from "./demo-messages";
import { type Figure, quantiles } from "./figures";
import { type Installation, onDatabase } from "./installation";
import type { Acknowledged } from "./webhook-requests";
import { openSender, type Sender } from "./webhook-requests";

/** Webhook requests a second: a busy desk, far from what it can take. */
const rate = 50;
const deliverySeconds = 20;
const warmUpSeconds = 5;
const runs = 80;
const restBetweenRunsMs = 250;
const longestWaitMs = 60_000;

/** Signed webhook requests at a steady rate, heard by a second browser. */
export async function deliveryLatency(installation: Installation): Promise<Figure[]> {
  const sender = await openSender(installation, { id: "bench-steady", connections: 16 });
  const browser = await openBrowser(installation, await signIn(installation, bencher));
  await steadily(sender, warmUpSeconds * rate);
  const acknowledged = await steadily(sender, deliverySeconds * rate);
  await sleep(1_000);
  await browser.close();
  sender.close();
  const heard = acknowledged.flatMap(({ eventId, acknowledgedAt }) => {
    const at = browser.heardAt.get(eventId);
    return at === undefined ? [] : [Math.max(0, at - acknowledgedAt)];
  });
  if (heard.length < acknowledged.length)
    throw new Error(`${acknowledged.length - heard.length} acknowledged events were not heard of.`);
  const took = acknowledged.map(({ sentAt, acknowledgedAt }) => acknowledgedAt - sentAt);
  return [
    ...quantiles(`webhook to commit, at ${rate}/s`, took, { atMost: 15 }),
    ...quantiles(`commit to second browser, at ${rate}/s`, heard, { atMost: 250 }),
  ];
}

/** One message at a time on a quiet desk, from its acknowledgement until what the agent made of it can be read. */
export async function proposalLatency(installation: Installation): Promise<Figure[]> {
  const sender = await openSender(installation, { id: "bench-quiet", connections: 1 });
  const waits: number[] = [];
  let shown = 0;
  await onDatabase(installation.databaseUrl, async ({ db }) => {
    const runOf = async (eventId: number, deadline: number) => {
      while (performance.now() < deadline) {
        const [found] = await db
          .select({ outcome: agentRun.outcome })
          .from(agentRun)
          .where(eq(agentRun.eventId, eventId));
        if (found) return found;
        await sleep(2);
      }
      throw new Error(`Event ${eventId} had no agent run within ${longestWaitMs} ms.`);
    };
    for (let place = 0; place < runs; place++) {
      const { eventId, acknowledgedAt } = await sender.send(message(place));
      const { outcome } = await runOf(eventId, acknowledgedAt + longestWaitMs);
      waits.push(performance.now() - acknowledgedAt);
      if (outcome !== "abstained") shown++;
      await sleep(restBetweenRunsMs);
    }
  });
  sender.close();
  return [
    ...quantiles("commit to stored proposal, offline", waits, { atMost: 100 }),
    { measure: "agent runs that proposed something", value: (shown / runs) * 100, unit: "%" },
  ];
}

/** Sends `count` messages, each at its time, whether or not earlier ones are acknowledged. */
async function steadily(sender: Sender, count: number): Promise<Acknowledged[]> {
  const started = performance.now();
  const sending: Promise<Acknowledged>[] = [];
  for (let place = 0; place < count; place++) {
    const early = started + (place * 1000) / rate - performance.now();
    if (early > 0) await sleep(early);
    sending.push(sender.send(message(place)));
  }
  return Promise.all(sending);
}
