/** How long an ordinary ticket waits for the agent while messages made to cost pour in. */
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { hostileBody, hostileKinds } from "#lib/agent/testing/hostile";
import { message } from "./demo-messages";
import { type Figure, quantiles } from "./figures";
import { type Installation, onDatabase } from "./installation";
import { openSender } from "./webhook-requests";

/** Messages of each kind, their length in characters, and how many a second. */
const ofEach = 4;
const length = 64_000;
const rate = 10;
const pauseMs = 400;
const timeoutMs = 30_000;

/** Ordinary messages from commit to the end of their run, before and while the others arrive. */
export async function hostileNeighbours(installation: Installation): Promise<Figure[]> {
  const [hostile, ordinary] = await Promise.all([
    openSender(installation, { id: "bench-hostile", connections: 8 }),
    openSender(installation, { id: "bench-ordinary", connections: 2 }),
  ]);
  const bodies = Array.from({ length: ofEach }, () => hostileKinds).flat();
  const quiet = await waits(installation, ordinary, { until: Promise.resolve(), atLeast: 20 });
  const flood = (async () => {
    for (const [place, kind] of bodies.entries()) {
      const text = hostileBody(kind, length);
      void hostile.send({ subject: kind, text, customer: 900 + (place % 40) }).catch(() => {});
      await sleep(1_000 / rate);
    }
  })();
  const meanwhile = await waits(installation, ordinary, { until: flood, atLeast: 20 });
  hostile.close();
  ordinary.close();
  return [
    ...quantiles("commit to run, alone", quiet),
    ...quantiles(`commit to run, beside ${bodies.length} hostile messages of 64 kB`, meanwhile, {
      atMost: 300,
    }),
  ];
}

type Sender = Awaited<ReturnType<typeof openSender>>;

async function waits(
  { databaseUrl }: Installation,
  sender: Sender,
  { until, atLeast }: { until: Promise<void>; atLeast: number },
): Promise<number[]> {
  let isOver = false;
  void until.then(() => {
    isOver = true;
  });
  const took: number[] = [];
  return onDatabase(databaseUrl, async ({ db }) => {
    for (let place = 0; place < atLeast || !isOver; place++) {
      const { eventId, acknowledgedAt } = await sender.send(message(place));
      while (performance.now() - acknowledgedAt < timeoutMs) {
        const [seen] = await db.execute(sql`select 1 from agent_run where event_id = ${eventId}`);
        if (seen) break;
        await sleep(5);
      }
      took.push(performance.now() - acknowledgedAt);
      await sleep(pauseMs);
    }
    return took;
  });
}
