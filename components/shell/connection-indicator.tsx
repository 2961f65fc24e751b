/** Whether what is on the screen is live; told by words and shape, and announced when it changes. */
"use client";
import { Radio, RefreshCw, WifiOff } from "lucide-react";
import { lateWords, useLate } from "../live/under-way";
import { cn } from "../ui/cn";
import { Tooltip } from "../ui/tooltip";

export const connections = ["connecting", "connected", "reconnecting", "offline", "updated"] as const;
export type Connection = (typeof connections)[number];

/** The server runs another build than the one this page is of. */
const updatedWords =
  "Vigil was updated since this page was loaded. Reload it when it suits you: texts on tickets and articles are kept.";

const words: Record<Connection, { short: string; long: string }> = {
  connecting: { short: "Connecting", long: "Connecting. Changes appear as soon as the connection stands." },
  connected: { short: "Live", long: "Live: changes appear as they happen." },
  reconnecting: {
    short: "Reconnecting",
    long: "Reconnecting. Data may be a few seconds old; nothing is lost.",
  },
  offline: {
    short: "Offline",
    long: "Offline. What you type is kept in this browser until the connection is back.",
  },
  updated: { short: "Updated: reload", long: updatedWords },
};

type ConnectionIndicatorProps = {
  connection: Connection;
  /** Leaves the words to screen readers and the tooltip while the navigation is a rail. */
  collapses?: boolean;
};

export function ConnectionIndicator({ connection, collapses }: ConnectionIndicatorProps) {
  const late = useLate();
  const isLost = late > 0 || connection === "reconnecting" || connection === "offline";
  const { short, long } =
    late > 0 ? { short: `${late} not confirmed`, long: lateWords(late) } : words[connection];
  const Icon = isLost ? WifiOff : connection === "updated" ? RefreshCw : Radio;
  return (
    <div role="status">
      <Tooltip text={long} side="right">
        <button
          type="button"
          onClick={connection === "updated" ? () => location.reload() : undefined}
          className={cn(
            "flex h-7 w-full cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-muted",
            isLost && "bg-caution-soft text-caution-ink",
            connection === "connecting" && "text-ink-faint",
            connection === "updated" && "cursor-pointer bg-accent-soft text-accent-ink",
          )}
        >
          <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
          <span className={cn("truncate", collapses && "max-xl:sr-only")}>{short}</span>
        </button>
      </Tooltip>
    </div>
  );
}
