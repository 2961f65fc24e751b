/** The pages of Learning, as a row of tabs above the one that is open. */
"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "../ui/cn";

const pages = [
  { href: "/learning", label: "Overview" },
  { href: "/learning/gate", label: "Gate" },
  { href: "/learning/replays", label: "Replays" },
  { href: "/learning/scenarios", label: "Scenarios" },
] as const;

export function LearningNavigation() {
  const path = usePathname();
  return (
    <nav aria-label="Learning" className="mb-5 flex h-9 gap-4 border-b border-line coarse:h-11">
      {pages.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className={cn(
            "inline-flex items-center border-b-2 border-transparent text-ink-muted transition-colors hover:text-ink",
            path === href && "border-accent font-medium text-ink",
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
