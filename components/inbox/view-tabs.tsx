/** The views of the inbox as tabs with their counts. */
"use client";
import { ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { BadgeCounts, type InboxView, inboxViews } from "#lib/inbox/model";
import { announce } from "../live/announcer";
import { useCounters } from "../live/live-shell";
import { useShortcut } from "../shortcuts/use-shortcut";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "../ui/dropdown-menu";
import { IconButton } from "../ui/icon-button";
import { Tabs, TabsList, TabsTrigger } from "../ui/tabs";
import { viewNames, viewOrder } from "./inbox-filter";

/** Id of the panel that shows whatever view is chosen. */
export const viewPanelId = "tickets-of-view";

type ViewTabsProps = { view: InboxView; onViewChange: (view: InboxView) => void };

export function ViewTabs({ view, onViewChange }: ViewTabsProps) {
  const counters = useCounters();
  const counts: Partial<Record<InboxView, number>> = counters ?? {};
  // What should not happen takes no room until it does; then it comes first.
  const isTroubled = view === "undelivered" || (counts.undelivered ?? 0) > 0;
  const usual = viewOrder.filter((each) => each !== "undelivered");
  const shown: readonly InboxView[] = isTroubled ? ["undelivered", ...usual] : usual;
  const show = (next: string) => onViewChange(inboxViews.find((known) => known === next) ?? "active");
  const step = (by: number) => {
    const next = shown[(shown.indexOf(view) + by + shown.length) % shown.length];
    if (!next) return;
    onViewChange(next);
    announce(counts[next] === undefined ? viewNames[next] : `${viewNames[next]}: ${counts[next]}`);
  };
  useShortcut("list.nextView", () => step(1));
  useShortcut("list.previousView", () => step(-1));
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen tab is brought into sight when it changes
  useEffect(() => {
    const tab = list.current?.querySelector("[aria-selected=true]");
    tab?.scrollIntoView({ inline: "center", block: "nearest" });
  }, [view]);
  return (
    <Tabs
      value={view}
      onValueChange={show}
      activationMode="manual"
      className="flex items-center border-b border-line"
    >
      <TabsList
        ref={list}
        aria-label="Views"
        className="min-w-0 flex-1 gap-3.5 border-b-0 pl-4 [mask-image:linear-gradient(to_right,black_calc(100%-1.5rem),transparent)] [scrollbar-width:none]"
      >
        {shown.map((each) => (
          <TabsTrigger key={each} value={each} aria-controls={viewPanelId}>
            {viewNames[each]}
            {isCounted(each) && (
              // Of one width before the figure is there and while it changes: no tab moves under a hand. Figures of one width
              // each are a little wider than the 0 that `ch` is.
              <span className="min-w-[2.25ch] text-start text-sm font-normal text-ink-faint tabular-nums">
                {counts[each] !== undefined && shortCount(counts[each])}
              </span>
            )}
          </TabsTrigger>
        ))}
      </TabsList>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <IconButton label="All views" icon={<ChevronDown />} className="mr-3" />
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuRadioGroup value={view} onValueChange={show}>
            {shown.map((each) => (
              <DropdownMenuRadioItem key={each} value={each}>
                {viewNames[each]}
                {counts[each] !== undefined && (
                  <span className="ml-auto pl-4 text-ink-faint tabular-nums">{shortCount(counts[each])}</span>
                )}
              </DropdownMenuRadioItem>
            ))}
          </DropdownMenuRadioGroup>
        </DropdownMenuContent>
      </DropdownMenu>
    </Tabs>
  );
}

/** True for the views the badges count; "Closed" and "All" are without. */
function isCounted(view: InboxView): boolean {
  return view in BadgeCounts.shape;
}

/** 950, "1.2k", "98k": a badge stays small. */
function shortCount(count: number): string {
  if (count < 1000) return String(count);
  return `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
}
