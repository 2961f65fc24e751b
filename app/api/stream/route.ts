/** The one live stream of a browser: changes and growing drafts as server-sent events, resumed by Last-Event-ID. */
import { z } from "zod";
import { readCursor } from "#lib/platform/changes";
import { type FeedMessage, followFeed } from "#lib/platform/feed";
import { seenBy } from "#lib/platform/feed-sight";
import { installedBuild } from "#lib/platform/installed-build";
import { takeStream } from "#lib/platform/streams";
import { endpoint } from "../../endpoint";

export const dynamic = "force-dynamic";

/** A stream ends after a while: coming back, the browser proves its session again and misses nothing. */
const lifetimeMs = 5 * 60_000;

export const GET = endpoint(
  "desk.read",
  z.object({ after: z.string().optional(), window: z.string().max(64).optional() }),
  async (ctx, { after, window }, request) => {
    const hangUp = new AbortController();
    const gone = AbortSignal.any([request.signal, hangUp.signal, AbortSignal.timeout(lifetimeMs)]);
    const signal = takeStream(ctx.actor.id, window, gone);
    const cursor = readCursor(request.headers.get("last-event-id")) ?? readCursor(after);
    const messages = seenBy(ctx, followFeed(cursor, signal));
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(encoder.encode(greeting())),
      async pull(controller) {
        const next = await messages.next();
        if (next.done) {
          hangUp.abort();
          controller.close();
        } else controller.enqueue(encoder.encode(next.value.map(eventText).join("")));
      },
      cancel: () => hangUp.abort(),
    });
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        // no-transform keeps compression away, which would hold events back.
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      },
    });
  },
);

/** A page of another build learns of it as soon as it is connected again. */
function greeting(): string {
  return `retry: 1000\nevent: build\ndata: ${JSON.stringify({ build: installedBuild() })}\n\n`;
}

function eventText(message: FeedMessage): string {
  switch (message.kind) {
    case "change": {
      const { cursor, ...change } = message.change;
      return `id: ${cursor}\nevent: change\ndata: ${JSON.stringify(change)}\n\n`;
    }
    case "draft":
      return `event: draft\ndata: ${JSON.stringify(message.draft)}\n\n`;
    case "resync":
      return `id: ${message.cursor}\nevent: resync\ndata: {}\n\n`;
    case "heartbeat":
      return "event: heartbeat\ndata: {}\n\n";
  }
}
