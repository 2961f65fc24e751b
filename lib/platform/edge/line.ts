/** Pages and reads wait in line for the one thread that answers them: thousands begun at once would all be late, and health with them. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { clientHeader } from "./client";

/** Begun at the same time: enough that the thread never waits for the database alone. */
const mostAtOnce = 32;
/** One that takes longer is a download or an answer being written, and makes room, in milliseconds. */
const longest = 1_000;
/** Whoever asks whether this process lives hears it whatever waits; live streams stay open, and have their own bound. */
const unlined = /^\/api\/(?:health|stream)(?:[/?]|$)/;

/** Resolves when it is a request's turn: true, or false when its sender has gone meanwhile. Comes behind the guard. */
export type Line = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * A line that lets `most` begin at once; those who send take turns. A request leaves once it is answered, its sender has gone,
 * or it took `patience` milliseconds.
 */
export function openLine(most = mostAtOnce, patience = longest): Line {
  /** What waits, by who sent it; whoever's turn is next comes first. */
  const waiting = new Map<string, (() => void)[]>();
  let begun = 0;

  function begin(response: ServerResponse): void {
    begun++;
    let isIn = true;
    const leave = () => {
      if (!isIn) return;
      isIn = false;
      begun--;
      clearTimeout(timer);
      admit();
    };
    const timer = setTimeout(leave, patience).unref();
    response.once("close", leave);
  }

  function admit(): void {
    for (const [sender, line] of waiting) {
      if (begun >= most) return;
      waiting.delete(sender);
      const enter = line.shift();
      if (line.length > 0) waiting.set(sender, line);
      enter?.();
    }
  }

  return (request, response) => {
    if (unlined.test(request.url ?? "")) return Promise.resolve(true);
    return new Promise((resolve) => {
      const enter = () => {
        const isThere = !response.destroyed;
        if (isThere) begin(response);
        resolve(isThere);
      };
      if (begun < most) return enter();
      const sender = String(request.headers[clientHeader]);
      const line = waiting.get(sender);
      if (line) line.push(enter);
      else waiting.set(sender, [enter]);
    });
  };
}
