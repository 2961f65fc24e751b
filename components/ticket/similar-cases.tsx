/** Closed tickets and articles most like this ticket, whether or not a proposal used them. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { PassageList } from "#lib/knowledge/model";
import type { TicketDetail } from "#lib/tickets/detail";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { evidenceIcons } from "../proposal/evidence-chips";
import { ErrorState } from "../ui/error-state";
import { SkeletonText } from "../ui/skeleton";
import { useTicketView } from "./ticket-view";

/** Enough of the customer's words to find alike cases, in characters. */
const mostWords = 600;

export function SimilarCases({ detail }: { detail: TicketDetail }) {
  const { ticket, events } = detail;
  const { showEvidence } = useTicketView();
  const last = events.findLast(({ kind }) => kind === "customer_message" || kind === "alert_firing");
  const text = `${ticket.subject}\n${last?.body ?? ""}`.slice(0, mostWords);
  const { data, error, refetch } = useQuery({
    queryKey: [...queryKeys.similar(ticket.id), text],
    queryFn: ({ signal }) =>
      fetchJson(PassageList, "/api/passages", { text, exceptTicketId: ticket.id, limit: 8 }, signal),
  });
  if (error) return <ErrorState title={error.message} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonText lines={6} label="Searching for similar cases" />;
  if (data.length === 0)
    return (
      <p className="text-ink-muted">No similar cases yet. Similar closed tickets and articles appear here.</p>
    );
  return (
    <ol className="flex flex-col">
      {data.map(({ kind, ref, title, excerpt, score }) => {
        const Icon = evidenceIcons[kind];
        return (
          <li key={`${kind}-${ref}`} className="border-b border-line last:border-b-0">
            <button
              type="button"
              onClick={() => showEvidence({ kind, ref, title, excerpt, score })}
              className="-mx-2 flex w-[calc(100%+1rem)] gap-2 rounded-md px-2 py-2 text-left hover:bg-hover"
            >
              <Icon aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-faint" />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline gap-2">
                  <bdi className="truncate font-medium">{title}</bdi>
                  {kind === "ticket" && (
                    <span className="ml-auto text-sm text-ink-faint tabular-nums">#{ref}</span>
                  )}
                </span>
                <bdi className="line-clamp-2 text-sm text-ink-muted">{excerpt}</bdi>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
