/** What the conversation and the side panel share of one opened ticket: which source is shown, which event is pointed at. */
"use client";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";
import type { Evidence } from "#lib/suggestions/step";

export const panelTabs = ["details", "sources", "similar", "agent", "ask"] as const;
export type PanelTab = (typeof panelTabs)[number];

type TicketView = {
  ticketId: number;
  tab: PanelTab;
  setTab: (tab: PanelTab) => void;
  /** Opens a tab where it can be seen, also where the panel is a sheet. */
  showTab: (tab: PanelTab) => void;
  evidence: Evidence | null;
  /** Opens a source in the side panel; an event of this ticket is shown where it stands. */
  showEvidence: (evidence: Evidence) => void;
  /** Brings an event of this ticket into sight and points at it. */
  showEvent: (eventId: number) => void;
  /** The event that was pointed at last, for a moment. */
  flashedEventId: number | null;
  /** The side panel as a sheet, where there is no room for it beside the conversation. */
  isSheetOpen: boolean;
  /** How often somebody asked for the field a reply is written in, from beside it. */
  repliesWanted: number;
  writeReply: () => void;
  setSheetOpen: (isOpen: boolean) => void;
};

const TicketViewContext = createContext<TicketView | undefined>(undefined);

const flashMs = 2_000;

export function TicketViewProvider({ ticketId, children }: { ticketId: number; children: ReactNode }) {
  const [tab, setTab] = useState<PanelTab>("details");
  const [evidence, setEvidence] = useState<Evidence | null>(null);
  const [flashedEventId, flash] = useState<number | null>(null);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [repliesWanted, setRepliesWanted] = useState(0);
  useEffect(() => {
    if (flashedEventId === null) return;
    const item = document.querySelector(`[data-events~="${flashedEventId}"]`);
    // What a look-up gave lies in its folded line.
    for (const folded of item?.querySelectorAll<HTMLDetailsElement>(":scope > details") ?? [])
      folded.open = true;
    item?.scrollIntoView({ block: "center" });
    const timer = setTimeout(() => flash(null), flashMs);
    return () => clearTimeout(timer);
  }, [flashedEventId]);
  const view = useMemo(
    () => ({
      ticketId,
      tab,
      setTab,
      showTab: (shown: PanelTab) => {
        setTab(shown);
        if (isNarrow()) setSheetOpen(true);
      },
      evidence,
      showEvidence: (shown: Evidence) => {
        if (shown.kind === "event") return flash(shown.eventId ?? shown.ref);
        setEvidence(shown);
        setTab("sources");
        if (isNarrow()) setSheetOpen(true);
      },
      showEvent: flash,
      flashedEventId,
      isSheetOpen,
      repliesWanted,
      writeReply: () => setRepliesWanted((count) => count + 1),
      setSheetOpen,
    }),
    [ticketId, tab, evidence, flashedEventId, isSheetOpen, repliesWanted],
  );
  return <TicketViewContext value={view}>{children}</TicketViewContext>;
}

export function useTicketView(): TicketView {
  const view = useContext(TicketViewContext);
  if (!view) throw new Error("A ticket needs <TicketViewProvider> above it.");
  return view;
}

/** Matches the `phone` variant of the style sheet. */
function isNarrow(): boolean {
  return matchMedia("(width < 48rem)").matches;
}
