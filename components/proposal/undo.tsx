/** The last thing that can be taken back, for ten seconds: a toast that counts down, and the key `z`. */
"use client";
import { createContext, type ReactNode, useContext, useMemo, useRef } from "react";
import type { ActionResult } from "#lib/platform/model";
import { undoSeconds } from "#lib/suggestions/model";
import { announce } from "../live/announcer";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useClockText } from "../ui/clock";
import { Kbd } from "../ui/kbd";
import { dismissNotice, notify } from "../ui/toast";

export type Undoable = {
  ticketId: number;
  /** What was done, e.g. "Reply to Ada sent". */
  words: string;
  undo: () => Promise<ActionResult<unknown>>;
};

const UndoContext = createContext<(done: Undoable) => void>(() => {});
const noticeId = "undo";

type UndoProviderProps = {
  /** Called with the ticket of what was taken back, so that it is shown again. */
  onReturn: (ticketId: number) => void;
  children: ReactNode;
};

export function UndoProvider({ onReturn, children }: UndoProviderProps) {
  const last = useRef<(Undoable & { until: number }) | null>(null);

  async function undo() {
    const done = last.current;
    if (!done || Date.now() > done.until) return announce("Nothing to undo.");
    last.current = null;
    dismissNotice(noticeId);
    const result = await done.undo().catch(() => null);
    if (!result?.ok)
      return notify({
        title: "It could not be undone",
        detail: result?.error.message ?? "Vigil cannot be reached; nothing was undone.",
        tone: "critical",
      });
    announce("Undone.");
    onReturn(done.ticketId);
  }
  useShortcut("ticket.undo", () => void undo());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest `undo` is reached through the ref it reads
  const offer = useMemo(
    () => (done: Undoable) => {
      const until = Date.now() + undoSeconds * 1000;
      last.current = { ...done, until };
      announce(done.words);
      notify({
        id: noticeId,
        title: <Countdown words={done.words} until={until} />,
        undo: () => void undo(),
      });
    },
    [],
  );
  return <UndoContext value={offer}>{children}</UndoContext>;
}

/** Offers to take back what was just done; a newer offer replaces an older one. */
export function useOfferUndo(): (done: Undoable) => void {
  return useContext(UndoContext);
}

function Countdown({ words, until }: { words: string; until: number }) {
  const left = useClockText((now) => `${Math.max(0, Math.ceil((until - now) / 1000))} s`);
  return (
    <span className="flex items-baseline gap-2">
      <span>{words}</span>
      <span className="font-normal text-ink-faint tabular-nums">{left}</span>
      <Kbd keys={keysOf("ticket.undo") ?? "z"} className="ml-auto text-ink-faint" />
    </span>
  );
}
