/** On every page of the desk for whoever a shift was handed over to, until they have signed it. */
"use client";
import { ClipboardCheck } from "lucide-react";
import { usePathname } from "next/navigation";
import type { DeskNotice } from "../shell/desk-notice";
import { useUnsigned } from "./oncall-query";

const page = "/oncall/handover";

export function useHandedNotice(): DeskNotice[] {
  const [first] = useUnsigned() ?? [];
  const path = usePathname();
  if (!first || path === page) return [];
  return [
    {
      key: "handed",
      tone: "accent",
      icon: ClipboardCheck,
      text: (
        <>
          <bdi>{first.fromName}</bdi> handed a shift over to you: <bdi>{first.scheduleName}</bdi>
        </>
      ),
      way: { label: "Read and sign", href: page },
    },
  ];
}
