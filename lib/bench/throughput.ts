/** What the installation takes in and looks at per second, sustained, with the sender on the same machine. */
import { setTimeout as sleep } from "node:timers/promises";
import { count } from "drizzle-orm";
import { agentRun } from "#db/schema/suggestions";
import { message } from "./demo-messages";
import { type Figure, quantiles } from "./figures";
import { type Installation, onDatabase } from "./installation";
import { openSender } from "./webhook-requests";

const connections = 32;

/**
 * First as many webhook requests as are acknowledged, each opening a ticket, sent again as soon as the one before is
 * answered; then the worker alone with what has piled up.
 */
export async function throughput(installation: Installation, seconds: number): Promise<Figure[]> {
  const sender = await openSender(installation, { id: "bench-flood", connections });
  const before = await runsSoFar(installation);
  const started = performance.now();
  const end = started + seconds * 1000;
  const durations: number[] = [];
  let place = 0;
  const keepSending = async () => {
    while (performance.now() < end) {
      const { sentAt, acknowledgedAt } = await sender.send(message(place++));
      durations.push(acknowledgedAt - sentAt);
    }
  };
  await Promise.all(Array.from({ length: connections }, keepSending));
  const flood = (performance.now() - started) / 1000;
  sender.close();
  const during = (await runsSoFar(installation)) - before;
  return [
    {
      measure: `events acknowledged, ${seconds} s`,
      value: durations.length / flood,
      unit: "/s",
      goal: { atLeast: 500 },
    },
    ...quantiles("webhook to commit, flooded", durations),
    { measure: "events considered meanwhile", value: during / flood, unit: "/s" },
    await backlogRate(installation, { seconds, waiting: durations.length - during }),
  ];
}

/** Events considered per second while there is something to consider, for at most `seconds`. */
async function backlogRate(
  installation: Installation,
  { seconds, waiting }: { seconds: number; waiting: number },
): Promise<Figure> {
  const started = performance.now();
  const before = await runsSoFar(installation);
  let done = 0;
  let elapsed = 0;
  while (elapsed < seconds && done < waiting) {
    await sleep(Math.min(1, seconds - elapsed) * 1000);
    done = (await runsSoFar(installation)) - before;
    elapsed = (performance.now() - started) / 1000;
  }
  return {
    measure: `events considered, ${Math.round(elapsed)} s`,
    value: done / elapsed,
    unit: "/s",
    goal: { atLeast: 100 },
  };
}

function runsSoFar({ databaseUrl }: Installation): Promise<number> {
  return onDatabase(databaseUrl, async ({ db }) => {
    const [row] = await db.select({ total: count() }).from(agentRun);
    return row?.total ?? 0;
  });
}
