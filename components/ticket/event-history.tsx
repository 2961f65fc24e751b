/** Beneath an event: what it said before it was changed, and what could not be kept as it was sent. */
import { type TimelineEvent, toldOf } from "#lib/tickets/event";
import { RelativeTime } from "../ui/relative-time";
import { AttachmentList } from "./attachment-list";
import { PlainText } from "./plain-text";

type EventHistoryProps = { event: TimelineEvent; earlier: TimelineEvent[] };

export function EventHistory({ event, earlier }: EventHistoryProps) {
  const { flaws = [], editedAt } = toldOf(event);
  return (
    <>
      {earlier.length > 0 && (
        <details className="mt-1 text-sm text-ink-faint">
          <summary className="min-h-6 rounded-sm hover:text-ink-muted">
            Edited{editedAt && <RelativeTime time={new Date(editedAt)} className="ml-1" />}, show what it said
          </summary>
          {earlier.map((before) => (
            <div key={before.id} className="mt-1 border-l-2 border-line pl-3 text-ink-muted">
              <PlainText text={before.body} className="max-w-[78ch] text-base" />
              <AttachmentList attachments={toldOf(before).attachments} />
            </div>
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
