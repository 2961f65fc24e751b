/** A second browser: signed in, with the live stream open, noting when it hears of each event. */
import { EventSourceParserStream } from "eventsource-parser/stream";
import { z } from "zod";
import type { Installation } from "./installation";

export type Browser = {
  /** When each event was heard of, by `performance.now()`. */
  heardAt: Map<number, number>;
  close(): Promise<void>;
};

const Change = z.object({ topic: z.string(), data: z.object({ eventId: z.number().optional() }) });

/** The cookie of a person of the demo team. */
export async function signIn({ address }: Installation, userId: string): Promise<string> {
  const response = await fetch(`${address}/api/auth/sign-in/demo`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: address },
    body: JSON.stringify({ userId }),
  });
  if (!response.ok) throw new Error(`Signing in was answered ${response.status}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Opens the stream and resolves once the first message is there. */
export async function openBrowser({ address }: Installation, cookie: string): Promise<Browser> {
  const hangUp = new AbortController();
  const response = await fetch(`${address}/api/stream`, { headers: { cookie }, signal: hangUp.signal });
  if (!response.ok || !response.body) throw new Error(`The stream was answered ${response.status}.`);
  const heardAt = new Map<number, number>();
  let isOpen = () => {};
  const open = new Promise<void>((resolve) => {
    isOpen = resolve;
  });
  // The server says at once after how long to come back.
  const events = new EventSourceParserStream({ onRetry: () => isOpen() });
  const heard = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(events);
  const follow = async () => {
    for await (const { event, data } of heard) {
      if (event !== "change") continue;
      const { topic, data: names } = Change.parse(JSON.parse(data));
      if (topic === "event" && names.eventId !== undefined) heardAt.set(names.eventId, performance.now());
    }
  };
  const reading = follow().catch((error: unknown) => {
    if (!hangUp.signal.aborted) throw error;
  });
  await open;
  return {
    heardAt,
    close: () => {
      hangUp.abort();
      return reading;
    },
  };
}
