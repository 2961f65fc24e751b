/** Customers who write all the time, and again until they are answered, as every sender of webhooks does. */
import { setTimeout as sleep } from "node:timers/promises";
import { message } from "#lib/bench/demo-messages";
import type { Sender } from "#lib/bench/webhook-requests";
import type { Dice } from "#lib/demo/story/dice";

/** What was acknowledged: the promise that is held to. */
export type Acknowledged = { ticketId: number; eventId: number; sentAt: number; acknowledgedAt: number };

export type Traffic = {
  acknowledged: Acknowledged[];
  /** Answers other than an acknowledgement, and broken connections. */
  refused: number;
  /** The longest an acknowledgement took from the first attempt, in milliseconds. */
  slowest: number;
  /** Stops sending; resolves once everything sent was acknowledged. */
  stop(): Promise<void>;
};

const firstPauseMs = 50;
const longestPauseMs = 500;

/** Sends `rate` messages a second, each again and again until it is acknowledged; one in twenty once more after that. */
export function startTraffic(sender: Sender, rate: number, dice: Dice): Traffic {
  const sending = new Set<Promise<void>>();
  const stopping = new AbortController();
  const traffic = { acknowledged: [] as Acknowledged[], refused: 0, slowest: 0 };
  const send = async (place: number, isRepeated: boolean) => {
    const written = { ...message(place), delivery: `chaos-${place}` };
    const sentAt = performance.now();
    for (let pause = firstPauseMs; ; pause = Math.min(pause * 2, longestPauseMs)) {
      const answer = await sender.send(written).catch(() => null);
      if (answer) {
        const acknowledgedAt = performance.now();
        traffic.acknowledged.push({ ...answer, sentAt, acknowledgedAt });
        traffic.slowest = Math.max(traffic.slowest, acknowledgedAt - sentAt);
        if (isRepeated) await sender.send(written).catch(() => {});
        return;
      }
      traffic.refused++;
      await sleep(pause);
    }
  };
  const running = (async () => {
    const started = performance.now();
    for (let place = 0; !stopping.signal.aborted; place++) {
      const early = started + (place * 1_000) / rate - performance.now();
      if (early > 0) await sleep(early, undefined, { signal: stopping.signal }).catch(() => {});
      const one = send(place, dice.between(1, 20) === 1).finally(() => sending.delete(one));
      sending.add(one);
    }
  })();
  return Object.assign(traffic, {
    stop: async () => {
      stopping.abort();
      await running;
      await Promise.all(sending);
    },
  });
}
