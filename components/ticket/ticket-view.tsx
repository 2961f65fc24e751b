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

/** What is chosen in the view of one ticket. */
type Chosen = Pick<TicketView, "tab" | "evidence" | "flashedEventId" | "isSheetOpen" | "repliesWanted">;
const atFirst: Chosen = {
  tab: "details",
  evidence: null,
  flashedEventId: null,
  isSheetOpen: false,
  repliesWanted: 0,
};

type TicketViewProviderProps = {
  /** Another ticket begins as the first one did; what stands around it is not made anew. */
  ticketId: number | undefined;
  children: ReactNode;
};

export function TicketViewProvider({ ticketId, children }: TicketViewProviderProps) {
  const [{ of, chosen }, setState] = useState({ of: ticketId, chosen: atFirst });
  if (of !== ticketId) setState({ of: ticketId, chosen: atFirst });
  const { flashedEventId } = chosen;
  const { choose, flash } = useMemo(() => {
    const change = (next: (before: Chosen) => Partial<Chosen>) =>
      setState((before) =>
        before.of === ticketId
          ? { of: ticketId, chosen: { ...before.chosen, ...next(before.chosen) } }
          : before,
      );
    return {
      choose: change,
      flash: (eventId: number | null) => change(() => ({ flashedEventId: eventId })),
    };
  }, [ticketId]);
  useEffect(() => {
    if (flashedEventId === null) return;
    const item = document.querySelector(`[data-events~="${flashedEventId}"]`);
    // What a look-up gave lies in its folded line.
    for (const folded of item?.querySelectorAll<HTMLDetailsElement>(":scope > details") ?? [])
      folded.open = true;
    item?.scrollIntoView({ block: "center" });
    const timer = setTimeout(() => flash(null), flashMs);
    return () => clearTimeout(timer);
  }, [flashedEventId, flash]);
  const view = useMemo(() => {
    if (ticketId === undefined) return undefined;
    const sheet = () => (isNarrow() ? { isSheetOpen: true } : {});
    return {
      ticketId,
      ...chosen,
      setTab: (tab: PanelTab) => choose(() => ({ tab })),
      showTab: (tab: PanelTab) => choose(() => ({ tab, ...sheet() })),
      showEvidence: (evidence: Evidence) => {
        if (evidence.kind === "event") return flash(evidence.eventId ?? evidence.ref);
        choose(() => ({ evidence, tab: "sources", ...sheet() }));
      },
      showEvent: flash,
      writeReply: () => choose(({ repliesWanted }) => ({ repliesWanted: repliesWanted + 1 })),
      setSheetOpen: (isSheetOpen: boolean) => choose(() => ({ isSheetOpen })),
    };
  }, [ticketId, chosen, choose, flash]);
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
