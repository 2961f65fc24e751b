/** Streams a growing draft to the desk: at most one write each 80 ms, always the newest text. */
import type { Ctx } from "#lib/platform/context";
import { clearDraft, writeDraft } from "#lib/platform/live-draft";

const writeEvery = 80;

export type LiveDraftWriter = {
  /** The whole text so far; returns at once. */
  show: (text: string) => void;
  /** Waits for the last write and takes the draft away. */
  close: () => Promise<void>;
};

/** Opens the live draft of a ticket. A failed write only costs the viewers a few words, so it is not an error. */
export function openLiveDraft(ctx: Ctx, ticketId: number, eventId: number): LiveDraftWriter {
  let newest = "";
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let isShown = false;
  const write = () => {
    timer = null;
    isShown = true;
    writing = writing.then(() => writeDraft(ctx, { ticketId, eventId, text: newest })).catch(() => {});
  };
  return {
    show: (text) => {
      newest = text;
      timer ??= setTimeout(write, writeEvery);
    },
    close: async () => {
      if (timer) clearTimeout(timer);
      await writing;
      if (isShown) await clearDraft(ctx, ticketId);
    },
  };
}

/** Where nobody watches. */
export const noLiveDraft: LiveDraftWriter = { show: () => {}, close: async () => {} };
