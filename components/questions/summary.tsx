/** A long ticket in a few points: how it stands, what was decided, what is open; each shows the event it rests on. */
"use client";
import { useQuery } from "@tanstack/react-query";
import { TicketSummary } from "#lib/questions/model";
import { fetchJson } from "../live/fetch-json";
import { queryKeys } from "../live/query-keys";
import { useTicketView } from "../ticket/ticket-view";
import { Section } from "../ui/section";

const parts = { state: "State", decisions: "Decisions", open: "Open points" } as const;

export function Summary({ ticketId }: { ticketId: number }) {
  const { data } = useQuery({
    queryKey: queryKeys.summary(ticketId),
    queryFn: ({ signal }) => fetchJson(TicketSummary, `/api/tickets/${ticketId}/summary`, {}, signal),
  });
  const { showEvent, setSheetOpen } = useTicketView();
  if (!data?.isLong) return null;
  return (
    <Section
      title="Summary"
      {...(data.model && { description: `Written by ${data.model}, each point checked.` })}
    >
      <div className="flex flex-col gap-2">
        {(["state", "decisions", "open"] as const).map(
          (part) =>
            data[part].length > 0 && (
              <div key={part}>
                <h3 className="text-sm text-ink-faint">{parts[part]}</h3>
                <ul className="flex flex-col gap-1">
                  {data[part].map(({ text, eventId }) => (
                    <li key={`${eventId ?? ""}-${text}`} className="wrap-anywhere">
                      {eventId === undefined ? (
                        <bdi>{text}</bdi>
                      ) : (
                        <button
                          type="button"
                          className="-mx-1 rounded-sm px-1 text-left hover:bg-hover"
                          onClick={() => {
                            setSheetOpen(false);
                            showEvent(eventId);
                          }}
                        >
                          <bdi>{text}</bdi>
                        </button>
                      )}
                    </li>
                  ))}
                </ul>
              </div>
            ),
        )}
      </div>
    </Section>
  );
}
