/** The navigation on a phone: tabs at the bottom, the rest and the account behind "More". */
"use client";
import { Ellipsis, LogOut } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { roleNames } from "#lib/platform/rules";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Select } from "../ui/select";
import { Sheet, SheetContent, SheetTrigger } from "../ui/sheet";
import { themes, useTheme } from "../ui/theme";
import { ConnectionIndicator } from "./connection-indicator";
import { destinationsFor, isCurrent } from "./destinations";
import { Count, type NavigationProps } from "./side-navigation";

const tabStyle =
  "relative flex h-14 flex-1 flex-col items-center justify-center gap-0.5 text-xs text-ink-muted aria-[current=page]:font-medium aria-[current=page]:text-accent-ink";

export function TabBar(props: NavigationProps) {
  const path = usePathname();
  return (
    <nav
      aria-label="Desk"
      // An open ticket has the whole height; its back arrow leads here again.
      className="flex shrink-0 border-t border-line bg-sunken pb-[env(safe-area-inset-bottom)] group-has-[[data-ticket-pane]]/desk:hidden md:hidden"
    >
      {destinationsFor(props.account.role)
        .filter(({ isTab }) => isTab)
        .map((destination) => {
          const { href, label, icon: Icon } = destination;
          const count = props.counts[href];
          return (
            <Link
              key={href}
              href={href}
              aria-current={isCurrent(destination, path) ? "page" : undefined}
              className={tabStyle}
            >
              <Icon aria-hidden className="size-5 stroke-[1.75]" />
              {label}
              {count ? <Count count={count} className="absolute top-1 left-1/2 ml-1.5" /> : null}
            </Link>
          );
        })}
      <MoreTab {...props} path={path} />
    </nav>
  );
}

function MoreTab({ account, onSignOut, connection, path }: NavigationProps & { path: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const [theme, setTheme] = useTheme();
  const others = destinationsFor(account.role).filter(({ isTab }) => !isTab);
  return (
    <Sheet open={isOpen} onOpenChange={setIsOpen}>
      <SheetTrigger asChild>
        <button
          type="button"
          className={cn(
            tabStyle,
            others.some((other) => isCurrent(other, path)) && "font-medium text-accent-ink",
          )}
        >
          <Ellipsis aria-hidden className="size-5 stroke-[1.75]" />
          More
        </button>
      </SheetTrigger>
      <SheetContent title="More">
        <ul className="-mx-2">
          {others.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link
                href={href}
                onClick={() => setIsOpen(false)}
                className="flex h-11 items-center gap-3 rounded-md px-2 text-md active:bg-hover"
              >
                <Icon aria-hidden className="size-5 stroke-[1.75] text-ink-faint" />
                {label}
              </Link>
            </li>
          ))}
        </ul>
        <div className="mt-2 flex flex-col gap-3 border-t border-line pt-4">
          <div className="flex items-center gap-3">
            <Avatar name={account.name} size="lg" decorative />
            <div className="min-w-0 flex-1">
              <p className="truncate text-md font-medium">{account.name}</p>
              <p className="truncate text-sm text-ink-muted">
                {roleNames[account.role]} · {account.email}
              </p>
            </div>
          </div>
          <ConnectionIndicator connection={connection} />
          <Select
            aria-label="Theme"
            value={theme}
            onValueChange={setTheme}
            options={themes.map((each) => ({ value: each, label: `Theme: ${each}` }))}
          />
          <Button onClick={onSignOut}>
            <LogOut aria-hidden /> Sign out
          </Button>
        </div>
      </SheetContent>
    </Sheet>
  );
}
