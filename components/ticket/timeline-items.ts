/** Turns a ticket's events into what is drawn: a line for each day, calls with their results, replies that were withdrawn. Pure. */
import { type EventOf, suggestionOf, type TimelineEvent, toldOf } from "#lib/tickets/event";
import { resultsByCall } from "#lib/tickets/rules";

export type TimelineItem =
  | { kind: "day"; key: string; at: Date }
  | {
      kind: "event";
      key: string;
      event: Exclude<TimelineEvent, { kind: "tool_call" }>;
      isWithdrawn: boolean;
      /** What it said before it was changed where it came from, oldest first. */
      earlier: TimelineEvent[];
    }
  | {
      kind: "tool";
      key: string;
      call: EventOf<"tool_call">;
      result: EventOf<"tool_result"> | null;
      isWithdrawn: boolean;
    };

/** `dayOf` names the reader's day of a moment; events come oldest first. */
export function timelineItems(
  events: readonly TimelineEvent[],
  dayOf = (at: Date) => at.toDateString(),
): TimelineItem[] {
  const withdrawn = new Set(events.flatMap(({ data }) => ("withdraws" in data ? data.withdraws : [])));
  const replaced = new Set(events.flatMap((event) => toldOf(event).edits ?? []));
  const results = resultsByCall(events);
  const undone = new Set<number>();
  const shown = new Set([...results.values()].map(({ id }) => id));
  const items: TimelineItem[] = [];
  let day = "";
  for (const event of events) {
    if (shown.has(event.id) || replaced.has(event.id) || isHidden(event)) continue;
    const suggestionId = suggestionOf(event);
    if (suggestionId !== undefined && withdrawn.has(event.id)) {
      // A decision that was undone leaves the line of what it did first.
      if (undone.has(suggestionId)) continue;
      undone.add(suggestionId);
    }
    const own = dayOf(event.at);
    if (own !== day) items.push({ kind: "day", key: `day-${own}-${event.id}`, at: event.at });
    day = own;
    const key = String(event.id);
    if (event.kind === "tool_call")
      items.push({
        kind: "tool",
        key,
        call: event,
        result: results.get(event.id) ?? null,
        isWithdrawn: withdrawn.has(event.id),
      });
    else
      items.push({
        kind: "event",
        key,
        event,
        isWithdrawn: withdrawn.has(event.id),
        earlier: earlierOf(event, events),
      });
  }
  return items;
}

/** The events an item stands for: whoever points at one of them is shown the item. */
export function eventIdsOf(item: TimelineItem): number[] {
  if (item.kind === "day") return [];
  if (item.kind === "tool") return [item.call.id, ...(item.result ? [item.result.id] : [])];
  return [item.event.id, ...item.earlier.map(({ id }) => id)];
}

function earlierOf(event: TimelineEvent, events: readonly TimelineEvent[]): TimelineEvent[] {
  const before = events.find(({ id }) => id === toldOf(event).edits);
  return before ? [...earlierOf(before, events), before] : [];
}

/** The withdrawal, or deletion, shows on the message it took back. */
function isHidden({ kind }: TimelineEvent): boolean {
  return kind === "reply_withdrawn" || kind === "message_deleted";
}
