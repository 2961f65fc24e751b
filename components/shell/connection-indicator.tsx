/** Whether what is on the screen is live; told by words and shape, and announced when it changes. */
"use client";
import { useLate } from "../live/under-way";
import { cn } from "../ui/cn";
import { Tooltip } from "../ui/tooltip";
import { type Connection, connectionNotice } from "./connection-words";

export function ConnectionIndicator({ connection }: { connection: Connection }) {
  const { tone, icon: Icon, short, long, way } = connectionNotice(connection, useLate());
  return (
    <div role="status">
      <Tooltip text={long} side="right">
        <button
          type="button"
          onClick={way && "go" in way ? way.go : undefined}
          className={cn(
            "flex h-7 w-full cursor-default items-center gap-2.5 rounded-md px-2.5 text-sm text-ink-muted",
            tone === "caution" && "bg-caution-soft text-caution-ink",
            connection === "connecting" && "text-ink-faint",
            tone === "accent" && "cursor-pointer bg-accent-soft text-accent-ink",
          )}
        >
          <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
          <span className="truncate">{short}</span>
        </button>
      </Tooltip>
    </div>
  );
}
