/** A ticket of a file as it would come in: its head and who said what. */
import type { ImportPreview } from "#lib/imports/model";
import { priorityWords, statusWords } from "../inbox/ticket-words";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/relative-time";

const longest = 160;

export function TicketPreview({ ticket }: { ticket: ImportPreview["tickets"][number] }) {
  const { id, subject, status, priority, queue, customer, events } = ticket;
  return (
    <article aria-label={`Ticket ${id}`} className="rounded-md border border-line px-3 py-2">
      <p className="flex flex-wrap items-center gap-2 font-medium">
        <span className="min-w-0 truncate">{subject || id}</span>
        <Badge>{statusWords[status]}</Badge>
        {priority !== "normal" && <Badge>{priorityWords[priority]}</Badge>}
        {queue && <Badge>{queue}</Badge>}
      </p>
      <p className="text-sm text-ink-muted">{customer ? customer.name : "No customer"}</p>
      <ol className="mt-1 flex flex-col gap-1">
        {events.slice(0, 6).map((event, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the events of a file have no other name
          <li key={index} className="text-sm">
            <span className="font-medium">{event.by.name}</span>{" "}
            <span className="text-ink-faint">
              {event.by.name.toLowerCase() !== event.by.kind && `${event.by.kind} · `}
              {event.kind === "note" && "internal note · "}
              <RelativeTime time={event.at} />
            </span>
            <p className="text-ink-muted">
              {event.text.length > longest
                ? `${event.text.slice(0, longest)}…`
                : event.text || event.kind.replace("_", " ")}
            </p>
          </li>
        ))}
      </ol>
    </article>
  );
}
