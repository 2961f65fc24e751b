/** Side-by-side panes that can be dragged or moved by arrow keys, and keep their sizes. */
"use client";
import { type ReactNode, useRef } from "react";
import { Group, type LayoutChangedMeta, Panel, Separator, useGroupRef } from "react-resizable-panels";
import { cn } from "./cn";
import { usePreference } from "./preferences";

type Shares = Record<string, number>;

type PanesProps = {
  /** Names the remembered layout. */
  id: string;
  /** The first layout of the panes that are there: each one's share in percent, 100 in sum. */
  shares: Shares;
  children: ReactNode;
  className?: string;
};

/**
 * `<Panes id="inbox" shares={{ list: 30, ticket: 70 }}><Pane id="list" …/><PaneHandle/><Pane id="ticket" …/></Panes>`
 * A pane that comes or goes takes its room from the widest one: the others stay where they are.
 */
export function Panes({ id, shares, children, className }: PanesProps) {
  const [stored, store] = usePreference(`panes.${id}`, "");
  const kept = parseShares(stored);
  const widest = widestOf(shares);
  const layout = fitted(shares, kept, widest);
  const placed = useRef(Object.keys(shares).join());
  const group = useGroupRef();

  function onLayoutChanged(now: Shares, { isUserInteraction }: LayoutChangedMeta) {
    const { [widest]: _, ...narrow } = now;
    if (isUserInteraction) return store(formatShares({ ...kept, ...narrow }));
    const there = Object.keys(now).join();
    if (there === placed.current) return;
    placed.current = there;
    // By itself the group goes back to how these same panes stood last, whatever was dragged since.
    queueMicrotask(() => group.current?.setLayout(layout));
  }

  return (
    <Group
      id={id}
      groupRef={group}
      defaultLayout={layout}
      onLayoutChanged={onLayoutChanged}
      className={cn("h-full phone:[&>[data-phone=hidden]]:hidden!", className)}
    >
      {children}
    </Group>
  );
}

type PaneProps = {
  id: string;
  /** Limits are percentages ("30") or pixels ("320px"). */
  minSize?: string;
  maxSize?: string;
  collapsible?: boolean;
  /** A phone has room for one pane: true for the one to show there. */
  showOnPhone: boolean;
  children: ReactNode;
  className?: string;
};

export function Pane({ showOnPhone, className, ...rest }: PaneProps) {
  return (
    <Panel
      {...rest}
      data-phone={showOnPhone ? "shown" : "hidden"}
      className={cn("h-full min-w-0", className)}
    />
  );
}

/** The hairline between two panes. */
export function PaneHandle({ label = "Resize" }: { label?: string }) {
  return (
    <Separator
      aria-label={label}
      className="w-px bg-line phone:hidden outline-none transition-colors hover:bg-line-strong focus-visible:bg-ring focus-visible:shadow-[0_0_0_1px_var(--color-ring)] data-[separator=active]:bg-ring"
    />
  );
}

function widestOf(shares: Shares): string {
  return Object.entries(shares).reduce((widest, pane) => (pane[1] > widest[1] ? pane : widest), ["", 0])[0];
}

/** What was kept of the panes that are there; the widest has the rest. */
function fitted(shares: Shares, kept: Shares, widest: string): Shares {
  const narrow = Object.entries(shares).filter(([pane]) => pane !== widest);
  const sizes = Object.fromEntries(narrow.map(([pane, share]) => [pane, kept[pane] ?? share]));
  const rest = 100 - Object.values(sizes).reduce((sum, size) => sum + size, 0);
  return Object.fromEntries(Object.keys(shares).map((pane) => [pane, sizes[pane] ?? rest]));
}

function formatShares(shares: Shares): string {
  return Object.entries(shares)
    .map(([pane, share]) => `${pane}:${share.toFixed(2)}`)
    .join("_");
}

function parseShares(stored: string): Shares {
  const entries = stored.split("_").map((entry): [string, number] => {
    const [pane = "", share] = entry.split(":");
    return [pane, Number(share)];
  });
  return Object.fromEntries(entries.filter(([, share]) => Number.isFinite(share)));
}
