/** Beneath an event: what it said before it was changed, and what could not be kept as it was sent. */
import type { TimelineEvent } from "#lib/tickets/model";
import { RelativeTime } from "../ui/relative-time";
import { PlainText } from "./plain-text";

type EventHistoryProps = { event: TimelineEvent; earlier: TimelineEvent[] };

export function EventHistory({ event, earlier }: EventHistoryProps) {
  const { flaws = [], editedAt } = event.data;
  return (
    <>
      {earlier.length > 0 && (
        <details className="mt-1 text-sm text-ink-faint">
          <summary className="min-h-6 rounded-sm hover:text-ink-muted">
            Edited{editedAt && <RelativeTime time={new Date(editedAt)} className="ml-1" />}, show what it said
          </summary>
          {earlier.map(({ id, body }) => (
            <PlainText
              key={id}
              text={body}
              className="mt-1 max-w-[78ch] border-l-2 border-line pl-3 text-base text-ink-muted"
            />
          ))}
        </details>
      )}
      {flaws.length > 0 && (
        <ul aria-label="Changed on arrival" className="mt-1 text-sm text-ink-faint">
          {flaws.map((flaw) => (
            <li key={flaw}>
              <bdi>{flaw}</bdi>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
