/** The pages of the settings beside the one that is open; a row of tabs on a phone. */
"use client";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { type Role, roleMay } from "#lib/platform/rules";
import { cn } from "../ui/cn";
import { settingsSections } from "./sections";

export function SettingsNavigation({ role }: { role: Role }) {
  const path = usePathname();
  const current = useRef<HTMLAnchorElement>(null);
  // On a phone the row is longer than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ref is read after every change of the page
  useEffect(() => {
    void current.current?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav aria-label="Settings" className="w-44 shrink-0 phone:w-full phone:overflow-x-auto">
      <ul className="flex flex-col gap-0.5 phone:flex-row">
        {settingsSections
          .filter(({ permission }) => roleMay(role, permission))
          .map(({ href, label }) => (
            <li key={href}>
              <Link
                ref={path === href ? current : undefined}
                href={href}
                aria-current={path === href ? "page" : undefined}
                className={cn(
                  "flex h-7 items-center rounded-md px-2.5 whitespace-nowrap text-ink-muted transition-colors hover:bg-hover hover:text-ink coarse:h-11",
                  path === href && "bg-selected font-medium text-ink hover:bg-selected",
                )}
              >
                {label}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
