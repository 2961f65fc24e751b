/** The views of the inbox as tabs with their counts. */
"use client";
import { type InboxView, inboxViews } from "#lib/tickets/model";
import { useCounters } from "../live/live-shell";
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
  return (
    <Tabs
      value={view}
      onValueChange={(next) => onViewChange(inboxViews.find((known) => known === next) ?? "active")}
      activationMode="manual"
    >
      <TabsList
        aria-label="Views"
        className="gap-3.5 px-4 [mask-image:linear-gradient(to_right,black_calc(100%-1.5rem),transparent)] [scrollbar-width:none]"
      >
        {shown.map((each) => (
          <TabsTrigger key={each} value={each} aria-controls={viewPanelId}>
            {viewNames[each]}
            {counts[each] !== undefined && (
              <span className="text-sm font-normal text-ink-faint tabular-nums">
                {shortCount(counts[each])}
              </span>
            )}
          </TabsTrigger>
        ))}
      </TabsList>
    </Tabs>
  );
}

/** 950, "1.2k", "98k": a badge stays small. */
function shortCount(count: number): string {
  if (count < 1000) return String(count);
  return `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
}
