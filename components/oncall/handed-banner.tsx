/** Above every page of the desk for whoever a shift was handed over to, until they have signed it. */
"use client";
import { ClipboardCheck } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useUnsigned } from "./oncall-query";

const page = "/oncall/handover";

export function HandedBanner() {
  const [first] = useUnsigned() ?? [];
  const path = usePathname();
  return (
    <div role="status">
      {first && path !== page && (
        <p className="flex items-center justify-center gap-2 bg-accent-soft px-3 py-1.5 text-accent-ink">
          <ClipboardCheck aria-hidden className="size-4 shrink-0" />
          <span className="min-w-0 truncate">
            <bdi>{first.fromName}</bdi> handed a shift over to you: <bdi>{first.scheduleName}</bdi>
          </span>
          <Link href={page} className="shrink-0 font-medium underline">
            Read and sign
          </Link>
        </p>
      )}
    </div>
  );
}
