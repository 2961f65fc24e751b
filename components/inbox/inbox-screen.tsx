/** The inbox: list, conversation, side panel; deciding moves on to the next ticket that waits. */
"use client";
import { MousePointerClick } from "lucide-react";
import { type ReactNode, useDeferredValue } from "react";
import type { InboxRow } from "#lib/inbox/model";
import { isolated } from "#lib/platform/direction/rules";
import { announce } from "../live/announcer";
import { Checklist } from "../onboarding/checklist";
import { UndoProvider } from "../proposal/undo";
import type { Decided } from "../proposal/use-decide";
import { useShortcut } from "../shortcuts/use-shortcut";
import { focusTicket } from "../ticket/focus-ticket";
import { SidePanel } from "../ticket/side-panel";
import { TicketPane } from "../ticket/ticket-pane";
import { usePrefetch } from "../ticket/ticket-query";
import { TicketViewProvider } from "../ticket/ticket-view";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { Pane, PaneHandle, Panes } from "../ui/panes";
import { useHeldRows } from "./held-rows";
import { isNarrowed, useInboxPlace } from "./inbox-filter";
import { useInboxRows } from "./inbox-rows";
import { TicketList } from "./ticket-list";

/** `guide` stands where no ticket is open. */
export function InboxScreen({ guide }: { guide?: ReactNode }) {
  const { filter, ticketId, openTicket } = useInboxPlace();
  const list = useInboxRows(filter);
  const listKey = `${JSON.stringify(filter)}${list.isStale ? " before" : ""}`;
  const { rows, updates, show } = useHeldRows({ rows: list.rows, listKey, openId: ticketId });
  const place = rows.findIndex(({ id }) => id === ticketId);
  // The list answers a key at once; the ticket is drawn after it, and a hand that moves on is not held up by it.
  const shownId = useDeferredValue(ticketId);
  const row = rows.find(({ id }) => id === shownId);
  const isEmpty = !list.isLoading && rows.length === 0 && !isNarrowed(filter);
  const nearby = [rows[place + 1], nextWaiting(rows, ticketId), rows[place + 2], rows[place - 1]];
  usePrefetch([...new Set(nearby.flatMap((one) => (one ? [one.id] : [])))]);

  /** To the next undecided one; `finished`: to any next one where there is none. */
  function moveOn({ isFinished = false } = {}) {
    const next =
      nextWaiting(rows, ticketId) ??
      nextWaiting(list.rows, ticketId) ??
      (isFinished ? (rows[place + 1] ?? rows[place - 1]) : undefined);
    if (!next) return announce("No other ticket is waiting for a decision.");
    announce(`Next: ${isolated(next.customerName ?? "alert")}, ${isolated(next.subject)}`);
    void openTicket(next.id);
  }
  useBack({ isOpen: ticketId !== undefined, close: () => void openTicket(null) });

  return (
    <UndoProvider onReturn={(id) => void openTicket(id)}>
      <TicketViewProvider ticketId={shownId}>
        <Panes
          id="inbox"
          shares={shownId === undefined ? { list: 27, ticket: 73 } : { list: 27, ticket: 48, side: 25 }}
        >
          <Pane
            id="list"
            showOnPhone={shownId === undefined}
            minSize="260px"
            maxSize="45"
            className="flex flex-col"
          >
            <TicketList
              list={{ ...list, rows }}
              updates={updates}
              onShowUpdates={show}
              activeId={ticketId}
              onMove={(id) => void openTicket(id)}
              onOpen={(id) => {
                if (id === ticketId) return focusTicket();
                void openTicket(id, { isStep: ticketId === undefined });
              }}
            />
            {/* A phone has no room for it beside the list; where the window is short too, only a list without tickets has. */}
            <div
              className={cn(
                "hidden max-h-1/2 shrink-0 overflow-y-auto border-t border-line empty:hidden phone:block",
                !isEmpty && "short:hidden",
              )}
            >
              {isEmpty ? <Checklist otherwise={null} /> : guide}
            </div>
          </Pane>
          <PaneHandle label="Resize the list" />
          <Pane id="ticket" showOnPhone={shownId !== undefined} minSize="360px">
            {shownId === undefined ? (
              <NothingOpen isEmpty={isEmpty} guide={guide} />
            ) : (
              <TicketPane
                key={shownId}
                ticketId={shownId}
                row={row}
                onBack={() => void openTicket(null)}
                onDecided={(decided) => movesOn(decided) && moveOn()}
                onNext={moveOn}
                onFinished={() => moveOn({ isFinished: true })}
              />
            )}
          </Pane>
          {shownId !== undefined && (
            <>
              <PaneHandle label="Resize the side panel" />
              <Pane id="side" showOnPhone={false} minSize="230px" maxSize="40">
                <SidePanel key={shownId} />
              </Pane>
            </>
          )}
        </Panes>
      </TicketViewProvider>
    </UndoProvider>
  );
}

/** A diagnostic's answer arrives on the same ticket, triage is rarely all there is to do, and another reply may be the right one. */
function movesOn({ kind, verdict, isReplyLeft }: Decided): boolean {
  return kind !== "triage" && !isReplyLeft && !(kind === "diagnostic" && verdict === "accept");
}

/** The next row down with an open proposal, from the top again at the end. */
function nextWaiting(rows: readonly InboxRow[], ticketId: number | undefined): InboxRow | undefined {
  const place = rows.findIndex(({ id }) => id === ticketId);
  const others = [...rows.slice(place + 1), ...rows.slice(0, Math.max(0, place))];
  return others.find(({ agentState }) => agentState === "proposed");
}

/** Escape leaves a field first, then the ticket. */
function useBack({ isOpen, close }: { isOpen: boolean; close: () => void }) {
  useShortcut("view.back", () => {
    const focused = document.activeElement;
    if (focused instanceof HTMLTextAreaElement || focused instanceof HTMLInputElement) {
      focused.blur();
      return focusTicket();
    }
    if (isOpen) close();
  });
}

function NothingOpen({ isEmpty, guide }: { isEmpty: boolean; guide: ReactNode }) {
  return (
    <div className="grid h-full place-content-center justify-items-center overflow-y-auto">
      {!isEmpty && guide}
      {isEmpty ? (
        <Checklist
          otherwise={
            <EmptyState icon={<MousePointerClick />} title="All clear">
              New tickets appear in the list automatically.
            </EmptyState>
          }
        />
      ) : (
        <EmptyState icon={<MousePointerClick />} title="Select a ticket">
          J and K move through the list. A accepts the agent's proposal, E edits it, D rejects it, ? shows all
          keys.
        </EmptyState>
      )}
    </div>
  );
}
