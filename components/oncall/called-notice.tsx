/** On every page of the desk while somebody is called: what for, and the way to it. Without any channel this is the page. */
"use client";
import { PhoneCall } from "lucide-react";
import { usePathname } from "next/navigation";
import type { DeskNotice } from "../shell/desk-notice";
import { useWaitingPages } from "./oncall-query";

export function useCalledNotice(): DeskNotice[] {
  const waiting = useWaitingPages() ?? [];
  const path = usePathname();
  const [first] = waiting;
  if (!first || path === `/oncall/pages/${first.id}`) return [];
  const isOne = waiting.length === 1;
  return [
    {
      key: "called",
      tone: "critical",
      icon: PhoneCall,
      text: (
        <>
          {isOne ? "You are called: " : `${waiting.length} pages wait, the oldest: `}
          <bdi>{first.title}</bdi>
        </>
      ),
      way: isOne
        ? { label: "Open the page", href: `/oncall/pages/${first.id}` }
        : { label: "Open On-call", href: "/oncall" },
    },
  ];
}
