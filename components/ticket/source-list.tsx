/** The sources of the proposal, to choose the one that is shown below. */
"use client";
import type { Evidence } from "#lib/suggestions/step";
import { evidenceIcons } from "../proposal/evidence-chips";
import { cn } from "../ui/cn";
import { useTicketView } from "./ticket-view";

export function SourceList({ evidence }: { evidence: readonly Evidence[] }) {
  const { showEvidence, evidence: shown } = useTicketView();
  if (evidence.length === 0) return null;
  return (
    <ol className="-mx-2 mb-3 flex flex-col border-b border-line pb-2">
      {evidence.map((one) => {
        const Icon = evidenceIcons[one.kind];
        const isShown = shown?.kind === one.kind && shown.ref === one.ref && shown.eventId === one.eventId;
        return (
          <li key={`${one.kind}-${one.ref}-${one.eventId ?? ""}`}>
            <button
              type="button"
              aria-pressed={isShown}
              onClick={() => showEvidence(one)}
              className={cn(
                "flex h-7 w-full items-center gap-2 rounded-md px-2 text-left text-ink-muted hover:bg-hover coarse:h-11",
                isShown && "bg-selected text-ink hover:bg-selected",
              )}
            >
              <Icon aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
              <bdi className="truncate">{one.title}</bdi>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
