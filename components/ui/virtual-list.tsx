/** A list of any length that draws only what is seen; arrow keys move the active row, the end asks for more. */
"use client";
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
} from "react";
import { cn } from "./cn";

export type VirtualRow = {
  isActive: boolean;
  /** Put it on the row's one link or button, so that Tab reaches the active row only. */
  tabIndex: 0 | -1;
};

type VirtualListProps<Item> = {
  label: string;
  items: readonly Item[];
  keyOf: (item: Item) => string;
  /** Every row's height in px. */
  rowHeight: number;
  renderRow: (item: Item, row: VirtualRow) => ReactNode;
  activeKey: string | undefined;
  /** The row that keys move on from where none is active. */
  standsKey?: string;
  onActiveChange: (key: string) => void;
  /** Called when the end comes near, and again whenever it is another function; it may be called often. */
  onEndReached?: () => void;
  /** Where the list starts, in px from its top, and what is told of it afterwards. */
  initialOffset?: number;
  onOffsetChange?: (offset: number) => void;
  className?: string;
};

export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, rowHeight, renderRow, activeKey, onActiveChange, onEndReached, className } =
    props;
  const { initialOffset = 0, onOffsetChange, standsKey = activeKey } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const activeIndex = items.findIndex((item) => keyOf(item) === activeKey);
  const standsIndex = activeIndex < 0 ? items.findIndex((item) => keyOf(item) === standsKey) : activeIndex;
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keyAt(items, keyOf, index),
    overscan: 8,
    initialRect: { width: 0, height: 900 },
    initialOffset,
    onChange: ({ scrollOffset, isScrolling }) => {
      if (!isScrolling && scrollOffset !== null) onOffsetChange?.(scrollOffset);
    },
    // The row where somebody stands stays in the document, so that it keeps the focus while scrolled away.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), ...(standsIndex >= 0 ? [standsIndex] : [])])].sort(
        (a, b) => a - b,
      ),
  });
  const rows = virtualizer.getVirtualItems();

  useKeptPlace(scroller, items, keyOf, rowHeight);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the active row moves the list, not what arrives around it
  useEffect(() => {
    if (activeIndex < 0) return;
    virtualizer.scrollToIndex(activeIndex, { align: "auto" });
    const list = scroller.current;
    if (list?.contains(document.activeElement) && document.activeElement !== list)
      focusRow(list, activeIndex);
  }, [activeKey, virtualizer]);

  const lastSeen = rows.at(-1)?.index ?? -1;
  const isNearEnd = lastSeen >= items.length - 1 - 10;
  useEffect(() => {
    if (isNearEnd && items.length > 0) onEndReached?.();
  }, [isNearEnd, items.length, onEndReached]);

  function moveBy(event: KeyboardEvent) {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -items.length,
      End: items.length,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const target = items[Math.min(items.length - 1, Math.max(0, standsIndex + step))];
    if (target !== undefined) onActiveChange(keyOf(target));
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys come from the rows' own links
    <div ref={scroller} onKeyDown={moveBy} className={cn("scroll-region h-full", className)}>
      <ul aria-label={label} className="relative w-full" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, key, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const isActive = index === activeIndex;
          const isTabStop = index === Math.max(0, standsIndex);
          return (
            <li
              key={key}
              aria-posinset={index + 1}
              aria-setsize={items.length}
              data-row={index}
              className="absolute inset-x-0 top-0"
              style={{ height: rowHeight, transform: `translateY(${start}px)` }}
            >
              {renderRow(item, { isActive, tabIndex: isTabStop ? 0 : -1 })}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A list that is scrolled keeps the row at its upper edge there when rows come or go above it. */
function useKeptPlace<Item>(
  scroller: RefObject<HTMLElement | null>,
  items: readonly Item[],
  keyOf: (item: Item) => string,
  rowHeight: number,
) {
  const before = useRef(items);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is kept when the items change
  useLayoutEffect(() => {
    const element = scroller.current;
    const old = before.current;
    before.current = items;
    if (!element || element.scrollTop < rowHeight || old === items) return;
    const first = Math.floor(element.scrollTop / rowHeight);
    const places = new Map(items.map((item, index) => [keyOf(item), index]));
    for (let index = first; index < old.length; index++) {
      const place = places.get(keyAt(old, keyOf, index));
      if (place === undefined) continue;
      if (place !== index) element.scrollTop += (place - index) * rowHeight;
      return;
    }
  }, [items]);
}

function keyAt<Item>(items: readonly Item[], keyOf: (item: Item) => string, index: number): string {
  const item = items[index];
  return item === undefined ? String(index) : keyOf(item);
}

function focusRow(list: HTMLElement, index: number) {
  list.querySelector<HTMLElement>(`[data-row="${index}"] :is(a, button)`)?.focus({ preventScroll: true });
}
