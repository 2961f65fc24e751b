/**
 * What a person is told on every page, each in a place of its own that is always there: beside the page where the window is
 * wide, else in one line above it. Nothing on the page moves when it comes or goes.
 */
"use client";
import Link from "next/link";
import { useLate } from "../live/under-way";
import { cn } from "../ui/cn";
import { type Connection, connectionNotice } from "./connection-words";
import type { DeskNotice } from "./desk-notice";

const colours: Record<DeskNotice["tone"], string> = {
  critical: "bg-critical-soft text-critical-ink",
  caution: "bg-caution-soft text-caution-ink",
  accent: "bg-accent-soft text-accent-ink",
  quiet: "text-ink-muted",
};

/** In the navigation of a wide window, above the connection: it grows into room that nothing else has. */
export function NoticeStack({ notices }: { notices: readonly DeskNotice[] }) {
  return (
    <div role="status" className="scroll-region flex min-h-0 flex-col gap-1 max-xl:hidden">
      {notices.map(({ key, tone, icon: Icon, text, way }) => (
        <div key={key} className={cn("flex flex-col gap-1 rounded-md px-2.5 py-2 text-sm", colours[tone])}>
          <p className="line-clamp-4">
            <Icon aria-hidden className="mr-1 inline size-3.5 align-[-0.15em]" />
            {text}
          </p>
          {way && <Way way={way} className="w-fit" />}
        </div>
      ))}
    </div>
  );
}

/** What the connection says, and the most urgent notice beside it, in a line that always has its height. */
export function StatusLine({
  notices: [first],
  connection,
}: {
  notices: readonly DeskNotice[];
  connection: Connection;
}) {
  const state = connectionNotice(connection, useLate());
  return (
    <div
      role="status"
      className="flex h-6 shrink-0 border-b border-line text-sm short:h-4 short:text-xs xl:hidden"
    >
      <LinePart notice={first ? { ...state, text: state.short, way: undefined } : state} isAlone={!first} />
      {first && <LinePart notice={first} isAlone />}
    </div>
  );
}

/** `isAlone`: it has the room that is left. */
function LinePart({ notice, isAlone }: { notice: DeskNotice; isAlone: boolean }) {
  const { tone, icon: Icon, text, way } = notice;
  return (
    <p
      className={cn(
        "flex min-w-0 items-center justify-center gap-1.5 px-3",
        isAlone ? "flex-1" : "max-w-1/2 shrink-0",
        colours[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5 shrink-0 short:size-3" />
      <span className="min-w-0 truncate">{text}</span>
      {way && <Way way={way} className="flex h-full shrink-0 items-center px-1" />}
    </p>
  );
}

function Way({ way, className }: { way: NonNullable<DeskNotice["way"]>; className: string }) {
  const style = cn("font-medium underline", className);
  return "href" in way ? (
    <Link href={way.href} className={style}>
      {way.label}
    </Link>
  ) : (
    <button type="button" className={style} onClick={way.go}>
      {way.label}
    </button>
  );
}
