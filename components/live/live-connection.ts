/** One event stream for all tabs of a browser: the tab that holds a lock listens, the others hear it over a channel. */
import type { Connection } from "../shell/connection-words";
import { type LiveMessage, liveEventNames, readLiveMessage } from "./live-message";
import { makeRandomKey } from "./random-key";
import { watchSilence } from "./silence-watch";

/** What one tab tells the others. `hello` asks the listening tab for the state of things. */
type TabMessage =
  | { kind: "message"; message: LiveMessage; cursor: string }
  | { kind: "connection"; connection: Connection }
  | { kind: "hello" };

type Handlers = {
  onMessage: (message: LiveMessage) => void;
  onConnection: (connection: Connection) => void;
  /** What a tab that has just opened must be told, from the one that listens. */
  present: () => LiveMessage[];
};

/** How long until a stream that the server refused is asked for again, in ms. */
const retryMs = 3_000;

/** Listens until the returned function is called. A lost stream goes on behind the last event that was seen. */
export function openLiveConnection({ onMessage, onConnection, present }: Handlers): () => void {
  const hangUp = new AbortController();
  const channel = new BroadcastChannel("vigil.live");
  let cursor = "";
  let connection: Connection = "connecting";
  let isListening = false;

  const show = (next: Connection) => {
    connection = next;
    onConnection(next);
  };
  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind === "hello" && isListening) {
      channel.postMessage({ kind: "connection", connection } satisfies TabMessage);
      for (const message of present())
        channel.postMessage({ kind: "message", message, cursor } satisfies TabMessage);
    }
    if (data.kind === "connection") show(data.connection);
    if (data.kind === "message") {
      cursor = data.cursor;
      onMessage(data.message);
    }
  };

  holdLock(hangUp.signal, () => {
    isListening = true;
    const stop = listen({
      after: cursor,
      onEvent(message, id) {
        cursor = id || cursor;
        onMessage(message);
        channel.postMessage({ kind: "message", message, cursor } satisfies TabMessage);
      },
      onConnection(next) {
        show(next);
        channel.postMessage({ kind: "connection", connection: next } satisfies TabMessage);
      },
    });
    hangUp.signal.addEventListener("abort", stop);
  });
  channel.postMessage({ kind: "hello" } satisfies TabMessage);
  return () => {
    hangUp.abort();
    channel.close();
  };
}

/** Calls `listenAlone` once no other tab listens; at once where the browser has no locks (plain http on a network). */
function holdLock(signal: AbortSignal, listenAlone: () => void) {
  if (!navigator.locks) return listenAlone();
  const held = navigator.locks.request("vigil.live", { signal }, () => {
    if (signal.aborted) return;
    listenAlone();
    return new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
  });
  // Hanging up before the lock came is no failure.
  held.catch(() => {});
}

type Listening = {
  after: string;
  onEvent: (message: LiveMessage, id: string) => void;
  onConnection: (connection: Connection) => void;
};

function listen({ after, onEvent, onConnection }: Listening): () => void {
  let last = after;
  // The server ends the stream this one had: over a bad network it may not know yet that it is dead.
  const window = makeRandomKey();
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let hasStood = false;
  const close = () => {
    clearTimeout(timer);
    source?.close();
  };
  const open = () => {
    close();
    const place = new URLSearchParams({ window, ...(last && { after: last }) });
    source = new EventSource(`/api/stream?${place}`);
    source.onopen = () => {
      silence.heard();
      hasStood = true;
      onConnection("connected");
    };
    source.onerror = () => {
      onConnection(navigator.onLine ? "reconnecting" : "offline");
      // The browser tries again by itself unless the answer was a refusal.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, retryMs);
    };
    source.addEventListener("heartbeat", () => silence.heard());
    for (const name of liveEventNames)
      source.addEventListener(name, ({ data, lastEventId }: MessageEvent<string>) => {
        silence.heard();
        last = lastEventId || last;
        const message = readLiveMessage(name, data);
        if (message) onEvent(message, last);
      });
  };
  const silence = watchSilence(() => {
    if (!navigator.onLine) return onConnection("offline");
    // One that never stood is still being made.
    if (hasStood) onConnection("reconnecting");
    open();
  });
  // A stream that is cut off notices nothing by itself for a while.
  const lose = () => {
    close();
    onConnection("offline");
  };
  const come = () => {
    silence.heard();
    open();
  };
  globalThis.addEventListener("offline", lose);
  globalThis.addEventListener("online", come);
  open();
  return () => {
    silence.stop();
    globalThis.removeEventListener("offline", lose);
    globalThis.removeEventListener("online", come);
    close();
  };
}
