/** The sources a draft rests on, as chips that open the exact passage. */
"use client";
import { BookOpen, MessageSquare, Ticket } from "lucide-react";
import { useRef } from "react";
import { shortened } from "#lib/platform/shorten/rules";
import type { Evidence } from "#lib/suggestions/step";
import { keysOf } from "../shortcuts/registry";
import { useShortcut } from "../shortcuts/use-shortcut";
import { useTicketView } from "../ticket/ticket-view";
import { cn } from "../ui/cn";
import { Kbd } from "../ui/kbd";

export const evidenceIcons = { article: BookOpen, ticket: Ticket, event: MessageSquare } as const;

export function EvidenceChips({ evidence }: { evidence: readonly Evidence[] }) {
  const { showEvidence, evidence: shown } = useTicketView();
  const next = useRef(0);
  useShortcut(
    "proposal.evidence",
    () => {
      const one = evidence[next.current % evidence.length];
      next.current += 1;
      if (one) showEvidence(one);
    },
    { enabled: evidence.length > 0 },
  );
  if (evidence.length === 0) return null;
  return (
    <ul
      aria-label="Sources"
      className="flex min-w-0 items-center gap-1 overflow-x-auto [scrollbar-width:none]"
    >
      {evidence.map((one) => {
        const Icon = evidenceIcons[one.kind];
        const isShown = one === shown;
        return (
          <li key={`${one.kind}-${one.ref}-${one.eventId ?? ""}`} className="max-w-full shrink-0">
            <button
              type="button"
              onClick={() => showEvidence(one)}
              title={shortened(one.excerpt, 300)}
              aria-pressed={isShown}
              className={cn(
                "inline-flex h-6 max-w-64 items-center gap-1.5 rounded-full border border-line px-2 text-sm text-ink-muted transition-colors hover:bg-hover hover:text-ink coarse:h-9",
                isShown && "border-accent text-accent-ink",
              )}
            >
              <Icon aria-hidden className="size-3.5 shrink-0" />
              <span className="truncate">{one.title}</span>
            </button>
          </li>
        );
      })}
      <li aria-hidden className="shrink-0 coarse:hidden">
        <Kbd keys={keysOf("proposal.evidence") ?? "v"} className="text-ink-faint" />
      </li>
    </ul>
  );
}
