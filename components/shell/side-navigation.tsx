/** The navigation on a desk: a rail of icons, with words where the window is wide. */
"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { keysOf } from "../shortcuts/registry";
import { Avatar } from "../ui/avatar";
import { cn } from "../ui/cn";
import { Tooltip } from "../ui/tooltip";
import { type Account, AccountMenu } from "./account-menu";
import { ConnectionIndicator } from "./connection-indicator";
import type { Connection } from "./connection-words";
import type { DeskNotice } from "./desk-notice";
import { NoticeStack } from "./desk-notices";
import { type Destination, destinationsFor, isCurrent } from "./destinations";

export type NavigationProps = {
  account: Account;
  onSignOut: () => void;
  counts: Readonly<Record<string, number>>;
  connection: Connection;
  notices: readonly DeskNotice[];
};

export function SideNavigation({ account, onSignOut, counts, connection, notices }: NavigationProps) {
  const path = usePathname();
  return (
    <nav
      aria-label="Desk"
      className="flex w-13 shrink-0 flex-col border-r border-line bg-sunken p-2 xl:w-48 phone:hidden"
    >
      <Link
        href="/inbox"
        className="mb-3 flex h-9 items-center gap-2.5 rounded-md px-2 font-semibold tracking-tight"
      >
        <Mark />
        <span className="max-xl:sr-only">Vigil</span>
      </Link>
      <ul className="flex flex-col gap-0.5">
        {destinationsFor(account.role).map((destination) => (
          <li key={destination.href}>
            <NavigationLink
              destination={destination}
              isHere={isCurrent(destination, path)}
              count={counts[destination.href]}
            />
          </li>
        ))}
      </ul>
      <div className="mt-auto flex min-h-0 flex-col gap-0.5">
        <NoticeStack notices={notices} />
        <div className="max-xl:hidden">
          <ConnectionIndicator connection={connection} />
        </div>
        <AccountMenu account={account} onSignOut={onSignOut}>
          <button
            type="button"
            className="flex h-9 w-full items-center gap-2 rounded-md px-1.5 text-left transition-colors hover:bg-hover data-[state=open]:bg-hover"
          >
            <Avatar name={account.name} decorative />
            <span className="min-w-0 truncate max-xl:sr-only">{account.name}</span>
          </button>
        </AccountMenu>
      </div>
    </nav>
  );
}

type LinkProps = { destination: Destination; isHere: boolean; count: number | undefined };

function NavigationLink({ destination, isHere, count }: LinkProps) {
  const { href, label, icon: Icon, shortcut } = destination;
  return (
    <Tooltip text={label} keys={keysOf(shortcut)} side="right">
      <Link
        href={href}
        aria-current={isHere ? "page" : undefined}
        className={cn(
          "relative flex h-8 items-center gap-2.5 rounded-md px-2.5 text-ink-muted transition-colors hover:bg-hover hover:text-ink",
          isHere && "bg-selected font-medium text-ink hover:bg-selected",
        )}
      >
        <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
        <span className="flex-1 truncate max-xl:sr-only">{label}</span>
        {count ? <Count count={count} className="max-xl:absolute max-xl:-top-0.5 max-xl:-right-0.5" /> : null}
      </Link>
    </Tooltip>
  );
}

/** How many wait; "99+" beyond two digits. */
export function Count({ count, className }: { count: number; className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-accent px-1 text-[0.625rem] font-semibold text-on-fill tabular-nums",
        className,
      )}
    >
      {count > 99 ? "99+" : count}
      <span className="sr-only"> waiting</span>
    </span>
  );
}

/** The product's mark: a lamp kept burning, seen from above. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 20 20" className={cn("size-5 shrink-0", className)}>
      <circle cx="10" cy="10" r="8.25" fill="none" stroke="var(--color-line-strong)" strokeWidth="1.5" />
      <path
        d="M10 1.75a8.25 8.25 0 0 1 8.25 8.25"
        fill="none"
        stroke="var(--color-accent)"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="10" cy="10" r="3.25" fill="var(--color-accent)" />
    </svg>
  );
}
