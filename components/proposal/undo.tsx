/** The last thing that can be undone, for ten seconds: a toast that counts down, and the key `z`; and the way back to a ticket. */
"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from "react";
import type { ActionResult } from "#lib/platform/model";
import { undoSeconds } from "#lib/tickets/rules";
import { answerTo } from "../answer-to";
import { announce } from "../live/announcer";
import { makeRandomKey } from "../live/random-key";
import { focusPlaceOf } from "../shortcuts/liveness";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useClockText } from "../ui/clock";
import { Kbd } from "../ui/kbd";
import { dismissNotice, notify } from "../ui/toast";

export type Undoable = {
  ticketId: number;
  /** What was done, e.g. "Reply to Ada sent". */
  words: string;
  undo: (requestKey: string) => Promise<ActionResult<unknown>>;
};

/** What went wrong on a ticket somebody may have left meanwhile. */
type Trouble = { title: string; detail: string };

type Undo = {
  offer: (done: Undoable) => void;
  returnTo: (ticketId: number, trouble: Trouble) => void;
};

const UndoContext = createContext<Undo>({ offer: () => {}, returnTo: () => {} });
const noticeId = "undo";

type UndoProviderProps = {
  /** Shows a ticket again: something on it was undone, or not done. */
  onReturn: (ticketId: number) => void;
  children: ReactNode;
};

export function UndoProvider({ onReturn, children }: UndoProviderProps) {
  const last = useRef<(Undoable & { until: number; requestKey: string }) | null>(null);
  const show = useReturnWay(onReturn);

  async function undo() {
    const done = last.current;
    if (!done) return notify({ id: noticeId, title: "Nothing to undo" });
    last.current = null;
    if (Date.now() > done.until)
      return notify({
        id: noticeId,
        title: "Too late to undo",
        detail: `${done.words}. It can be undone for ${undoSeconds} seconds; it stands.`,
        tone: "critical",
      });
    dismissNotice(noticeId);
    const result = await answerTo(done.undo, done.requestKey);
    if (!result.ok) {
      // Whoever could not be reached may be reached again before it is too late.
      const { code } = result.error;
      if (code === "unreachable" || code === "offline") last.current ??= done;
      return notify({ title: "It could not be undone", detail: result.error.message, tone: "critical" });
    }
    announce("Undone.");
    const way = show(done.ticketId);
    if (way) notify({ title: "Undone", open: way });
  }
  useShortcut("ticket.undo", () => void undo());

  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest `undo` is reached through the refs it reads
  const value = useMemo<Undo>(
    () => ({
      offer(done) {
        const until = Date.now() + undoSeconds * 1000;
        last.current = { ...done, until, requestKey: makeRandomKey() };
        announce(done.words);
        notify({
          id: noticeId,
          title: <Countdown words={done.words} until={until} />,
          undo: () => void undo(),
        });
      },
      returnTo(ticketId, { title, detail }) {
        announce(`${title}. ${detail}`);
        notify({ title, detail, tone: "critical", open: show(ticketId) });
      },
    }),
    [],
  );
  return <UndoContext value={value}>{children}</UndoContext>;
}

/** Offers to undo what was just done; a newer offer replaces an older one. */
export function useOfferUndo(): Undo["offer"] {
  return useContext(UndoContext).offer;
}

/** Leads back to a ticket on which something was not done, and says what. */
export function useReturn(): Undo["returnTo"] {
  return useContext(UndoContext).returnTo;
}

/**
 * Shows a ticket again, unless somebody types: no field is taken away. Then, or where the list is gone, the answer is
 * how to go there by hand.
 */
function useReturnWay(onReturn: (ticketId: number) => void) {
  const latest = useRef(onReturn);
  const isHere = useRef(false);
  useEffect(() => {
    latest.current = onReturn;
  });
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useMemo(
    () => (ticketId: number) => {
      if (!isHere.current) return undefined;
      const isShown = document.querySelector(`[data-ticket-pane="${ticketId}"]`) !== null;
      const go = () => latest.current(ticketId);
      const isTyping = focusPlaceOf(document.activeElement).isTyping;
      if (isTyping) return isShown ? undefined : { label: `Open #${ticketId}`, go };
      // Also where the ticket is still shown: the next one may be on its way in its place.
      go();
      return undefined;
    },
    [],
  );
}

function Countdown({ words, until }: { words: string; until: number }) {
  const left = useClockText((now) => `${Math.max(0, Math.ceil((until - now) / 1000))} s`);
  return (
    <span className="flex items-baseline gap-2">
      <span>{words}</span>
      <span className="font-normal whitespace-nowrap text-ink-faint tabular-nums">{left}</span>
      <Kbd keys={keysOf("ticket.undo") ?? "z"} className="ml-auto text-ink-faint" />
    </span>
  );
}
