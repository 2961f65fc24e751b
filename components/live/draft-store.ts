/** The drafts that grow at this moment, by ticket; told in deltas, read by whoever shows them. */
import type { DraftDelta } from "./live-message";

export type LiveDraft = { ticketId: number; eventId: number; text: string };

export type DraftStore = {
  get(ticketId: number): LiveDraft | undefined;
  all(): LiveDraft[];
  apply(delta: DraftDelta): void;
  clear(): void;
  subscribe(ticketId: number, listener: () => void): () => void;
};

export function makeDraftStore(): DraftStore {
  const drafts = new Map<number, LiveDraft>();
  const listeners = new Map<number, Set<() => void>>();
  const tell = (ticketId: number) => {
    for (const listener of listeners.get(ticketId) ?? []) listener();
  };
  return {
    get: (ticketId) => drafts.get(ticketId),
    all: () => [...drafts.values()],
    apply({ ticketId, eventId, from, text }) {
      if (eventId === null) drafts.delete(ticketId);
      else {
        const known = drafts.get(ticketId)?.text ?? "";
        drafts.set(ticketId, { ticketId, eventId, text: known.slice(0, from) + text });
      }
      tell(ticketId);
    },
    clear() {
      const gone = [...drafts.keys()];
      drafts.clear();
      gone.forEach(tell);
    },
    subscribe(ticketId, listener) {
      const own = listeners.get(ticketId) ?? new Set();
      listeners.set(ticketId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(ticketId);
      };
    },
  };
}
