/** A bounded buffer between the feed and one follower: a slow browser loses its place, never the server its memory. */

export type Inbox<Message> = {
  /** Drops everything once more than the bound waits. */
  put(messages: Message[]): void;
  /** What waits; else what comes within `waitMs`; empty when nothing did or the signal aborted. */
  take(waitMs: number): Promise<Message[] | "overflow">;
};

/** An inbox of at most `most` messages; it gives up waiting when `signal` aborts. */
export function openInbox<Message>(signal: AbortSignal, most = 1_000): Inbox<Message> {
  let waiting: Message[] = [];
  let hasOverflown = false;
  let wake = () => {};
  signal.addEventListener("abort", () => wake(), { once: true });

  return {
    put(messages) {
      waiting.push(...messages);
      if (waiting.length > most) {
        waiting = [];
        hasOverflown = true;
      }
      wake();
    },
    async take(waitMs) {
      if (waiting.length === 0 && !hasOverflown && !signal.aborted) {
        await new Promise<void>((resume) => {
          const timer = setTimeout(resume, waitMs);
          wake = () => {
            clearTimeout(timer);
            resume();
          };
        });
        wake = () => {};
      }
      if (hasOverflown) {
        hasOverflown = false;
        waiting = [];
        return "overflow";
      }
      const taken = waiting;
      waiting = [];
      return taken;
    },
  };
}
