/** Above every page of the desk while somebody is called: what for, and the way to it. Without any channel this is the page. */
"use client";
import { PhoneCall } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useWaitingPages } from "./oncall-query";

export function CalledBanner() {
  const waiting = useWaitingPages() ?? [];
  const path = usePathname();
  const [first] = waiting;
  if (!first || path === `/oncall/pages/${first.id}`) return null;
  const isOne = waiting.length === 1;
  return (
    <p
      role="status"
      className="flex items-center justify-center gap-2 bg-critical-soft px-3 py-1.5 text-critical-ink"
    >
      <PhoneCall aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 truncate">
        {isOne ? "You are called: " : `${waiting.length} pages wait, the oldest: `}
        <bdi>{first.title}</bdi>
      </span>
      <Link href={isOne ? `/oncall/pages/${first.id}` : "/oncall"} className="shrink-0 font-medium underline">
        {isOne ? "Open the page" : "Open On-call"}
      </Link>
    </p>
  );
}
