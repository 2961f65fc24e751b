/** The pages of On-call, as a row of tabs above the one that is open. */
"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { type Permission, roleMay } from "#lib/platform/rules";
import { useDesk } from "../inbox/desk-context";
import { cn } from "../ui/cn";

const pages = [
  { href: "/oncall", label: "Now", permission: "desk.read" },
  { href: "/oncall/schedules", label: "Schedules", permission: "desk.read" },
  { href: "/oncall/chains", label: "Escalation", permission: "desk.read" },
  { href: "/oncall/handover", label: "Hand-over", permission: "desk.read" },
  { href: "/oncall/notifications", label: "My notifications", permission: "oncall.answer" },
] as const satisfies readonly { href: string; label: string; permission: Permission }[];

export function OncallNavigation() {
  const path = usePathname();
  const { me } = useDesk();
  const isOpen = (href: string) => path === href || (href !== "/oncall" && path.startsWith(`${href}/`));
  return (
    <nav
      aria-label="On-call"
      className="mb-5 flex h-9 gap-4 overflow-x-auto overflow-y-hidden border-b border-line coarse:h-11"
    >
      {pages
        .filter(({ permission }) => roleMay(me.role, permission))
        .map(({ href, label }) => (
          <Link
            key={href}
            href={href}
            aria-current={isOpen(href) ? "page" : undefined}
            className={cn(
              "inline-flex shrink-0 items-center border-b-2 border-transparent text-ink-muted transition-colors hover:text-ink",
              isOpen(href) && "border-accent font-medium text-ink",
            )}
          >
            {label}
          </Link>
        ))}
    </nav>
  );
}
