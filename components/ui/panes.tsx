/** Side-by-side panes that can be dragged or moved by arrow keys, and keep their sizes. */
"use client";
import type { ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { cn } from "./cn";
import { usePreference } from "./preferences";

type PanesProps = {
  /** Names the remembered layout. */
  id: string;
  /** The first layout: each pane's share in percent, 100 in sum. */
  shares: Record<string, number>;
  children: ReactNode;
  className?: string;
};

/** `<Panes id="inbox" shares={{ list: 30, ticket: 70 }}><Pane id="list" …/><PaneHandle/><Pane id="ticket" …/></Panes>` */
export function Panes({ id, shares, children, className }: PanesProps) {
  const [stored, store] = usePreference(`panes.${id}`, "");
  return (
    <Group
      id={id}
      defaultLayout={parseLayout(stored) ?? shares}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) store(formatLayout(layout));
      }}
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

function formatLayout(layout: Record<string, number>): string {
  return Object.entries(layout)
    .map(([pane, size]) => `${pane}:${size.toFixed(2)}`)
    .join("_");
}

function parseLayout(stored: string): Record<string, number> | undefined {
  const sizes = stored.split("_").map((entry) => entry.split(":"));
  const layout = Object.fromEntries(sizes.map(([pane, size]) => [pane, Number(size)]));
  return stored && Object.values(layout).every(Number.isFinite) ? layout : undefined;
}
