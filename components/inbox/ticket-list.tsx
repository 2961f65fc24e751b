/** The list of tickets: views, search, rows; it keeps its place while tickets arrive. */
"use client";
import { Inbox, SearchX } from "lucide-react";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { InboxRow } from "#lib/inbox/model";
import { countWords } from "#lib/platform/count/rules";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { EmptyState } from "../ui/empty-state";
import { ErrorState } from "../ui/error-state";
import { Skeleton } from "../ui/skeleton";
import { VirtualList } from "../ui/virtual-list";
import { isNarrowed, type ListFilter, useInboxPlace, viewNames } from "./inbox-filter";
import type { useInboxRows } from "./inbox-rows";
import { keepOffset, keptOffset } from "./list-offset";
import { ListTools } from "./list-tools";
import { TicketRow } from "./ticket-row";
import { ViewTabs, viewPanelId } from "./view-tabs";

const rowHeight = 58;

type List = ReturnType<typeof useInboxRows>;
type TicketListProps = {
  list: List;
  /** What has changed since the list was last put in order. */
  updates: number;
  onShowUpdates: () => void;
  activeId: number | undefined;
  /** Moving along the list. */
  onMove: (ticketId: number) => void;
  /** Choosing a ticket. */
  onOpen: (ticketId: number) => void;
};

export function TicketList({ list, updates, onShowUpdates, activeId, onMove, onOpen }: TicketListProps) {
  const { filter, view, setPlace } = useInboxPlace();
  const { rows, isLoading, isStale, error, retry, loadMore } = list;
  const listKey = useMemo(() => JSON.stringify(filter), [filter]);
  const { shownKey, initialOffset, isReturning } = useKeptOffset(listKey, list);
  // Always the same function, so that a row is drawn again only when it changes.
  const latestOpen = useRef(onOpen);
  useEffect(() => {
    latestOpen.current = onOpen;
  });
  const open = useCallback((id: number) => latestOpen.current(id), []);
  // Whoever leaves a ticket stands where it is in the list; another list begins at its top.
  const [left, setLeft] = useState({ id: activeId, listKey });
  const isLeft = activeId === undefined && left.listKey === listKey;
  if (activeId !== undefined && (activeId !== left.id || left.listKey !== listKey))
    setLeft({ id: activeId, listKey });
  const standsId = isLeft ? left.id : activeId;
  const place = rows.findIndex(({ id }) => id === standsId);
  const moveBy = (step: number) => {
    const target = rows[Math.min(rows.length - 1, Math.max(0, place + step))];
    if (target) onMove(target.id);
  };
  useShortcut("list.next", () => moveBy(1));
  useShortcut("list.previous", () => moveBy(place < 0 ? 1 : -1));
  useShortcut("list.showUpdates", onShowUpdates, { enabled: updates > 0 });
  useShortcut("list.open", () => activeId !== undefined && onOpen(activeId));

  return (
    <section aria-label="Tickets" className="flex min-h-0 flex-1 flex-col">
      <h1 className="sr-only">Inbox</h1>
      <ListTools />
      <ViewTabs view={view} onViewChange={(next) => setPlace({ view: next })} />
      <div
        id={viewPanelId}
        role="tabpanel"
        aria-label={viewNames[view]}
        className={cn("relative min-h-0 flex-1 transition-opacity", isStale && "opacity-60")}
      >
        {error && rows.length === 0 ? (
          <ErrorState title={error.message} onRetry={retry} className="m-3">
            Nothing is lost. Try again.
          </ErrorState>
        ) : isLoading || isReturning ? (
          <RowSkeletons />
        ) : rows.length === 0 ? (
          <EmptyList filter={filter} />
        ) : (
          <VirtualList<InboxRow>
            key={shownKey}
            label={viewNames[view]}
            items={rows}
            keyOf={({ id }) => String(id)}
            rowHeight={rowHeight}
            activeKey={activeId === undefined ? undefined : String(activeId)}
            standsKey={standsId === undefined ? undefined : String(standsId)}
            onActiveChange={(key) => onMove(Number(key))}
            onEndReached={loadMore}
            initialOffset={initialOffset}
            onOffsetChange={(offset) => keepOffset(shownKey, offset)}
            renderRow={(row, { isActive, tabIndex }) => (
              <TicketRow row={row} isActive={isActive} tabIndex={tabIndex} onOpen={open} />
            )}
          />
        )}
        {updates > 0 && <Updates count={updates} onShow={onShowUpdates} />}
      </div>
    </section>
  );
}

/** Over the list's end, so that it moves no row. */
function Updates({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
      <Button
        size="sm"
        keys={keysOf("list.showUpdates")}
        onClick={onShow}
        className="pointer-events-auto bg-panel shadow-pop"
      >
        {countWords(count, "update")} – show
      </Button>
    </div>
  );
}

/** Farthest into a list that is returned to, in rows; whoever was farther down starts there. */
const farthest = 500;
/** At least as many as a tall screen shows. */
const rowsInSight = 30;

/**
 * Where the shown list was left. `isReturning` while the rows down to there are being loaded; `shownKey` names the
 * list the rows belong to, which is the one before until the first of the new ones are there.
 */
function useKeptOffset(listKey: string, list: List) {
  const { rows, isStale, isComplete, isFetching, error, loadMore } = list;
  const [shownKey, setShownKey] = useState(listKey);
  if (!isStale && shownKey !== listKey) setShownKey(listKey);
  const initialOffset = useMemo(() => keptOffset(shownKey), [shownKey]);
  const [returned, setReturned] = useState<string>();
  const wanted = Math.min(farthest, Math.ceil(initialOffset / rowHeight) + rowsInSight);
  const isThere = initialOffset === 0 || rows.length >= wanted || isComplete || error !== null;
  const isReturning = returned !== shownKey && !isThere && !isStale;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page that arrives asks for the next, as does one that was broken off
  useEffect(() => {
    if (isReturning && !isFetching) loadMore();
    else if (!isReturning && rows.length > 0 && !isStale) setReturned(shownKey);
  }, [isReturning, isFetching, rows.length, isStale, shownKey]);
  return { shownKey, initialOffset, isReturning };
}

function EmptyList({ filter }: { filter: ListFilter }) {
  const { setPlace } = useInboxPlace();
  if (isNarrowed(filter))
    return (
      <EmptyState
        icon={<SearchX />}
        title="No results"
        action={
          <Button onClick={() => setPlace({ search: null, queue: null, priority: null, assignee: null })}>
            Clear filters
          </Button>
        }
      >
        Search covers the subject and the customer's name; #1042 finds that ticket.
      </EmptyState>
    );
  return (
    <EmptyState
      icon={<Inbox />}
      title={filter.view === "proposed" ? "No proposals waiting" : "No tickets here"}
    >
      {filter.view === "proposed"
        ? "When the agent can help, its proposals appear here, newest first."
        : `Tickets arrive by webhook, from monitoring, or by hand with ${keysOf("ticket.new")?.toUpperCase()}.`}
    </EmptyState>
  );
}

function RowSkeletons() {
  return (
    <div role="status" aria-label="Loading tickets" className="h-full overflow-hidden">
      {[70, 55, 80, 62, 48, 74].map((width) => (
        <div
          key={width}
          style={{ height: rowHeight }}
          className="flex flex-col justify-center gap-2 border-b border-line px-4"
        >
          <div style={{ width: `${width}%` }}>
            <Skeleton className="h-3 w-full" />
          </div>
          <Skeleton className="h-2.5 w-2/5" />
        </div>
      ))}
    </div>
  );
}
