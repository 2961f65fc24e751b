/** Gathers the tickets that changed, so that a burst of events costs the list one question. */

export type TicketBatch = {
  add(ticketId: number): void;
  /** Listeners get the ids of one batch, each once. */
  subscribe(listener: (ticketIds: number[]) => void): () => void;
};

/** The first change is told at once; what follows within `pauseMs` is told together. */
export function makeTicketBatch(pauseMs = 200): TicketBatch {
  const listeners = new Set<(ticketIds: number[]) => void>();
  const waiting = new Set<number>();
  let pause: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    pause = undefined;
    if (waiting.size === 0) return;
    const ticketIds = [...waiting];
    waiting.clear();
    pause = setTimeout(flush, pauseMs);
    for (const listener of listeners) listener(ticketIds);
  }

  return {
    add(ticketId) {
      waiting.add(ticketId);
      // The changes of one transaction arrive in one go: wait for the last of them.
      if (pause === undefined) pause = setTimeout(flush, 0);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
