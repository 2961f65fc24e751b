/** A long ticket in a few points: how it stands, what was decided, what is open; each shows the event it rests on. */
"use client";
import { useTicketView } from "../ticket/ticket-view";
import { Section } from "../ui/section";
import { useSummary } from "./summary-query";

const parts = { state: "State", decisions: "Decisions", open: "Open points" } as const;

export function Summary({ ticketId }: { ticketId: number }) {
  const { data } = useSummary(ticketId);
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
