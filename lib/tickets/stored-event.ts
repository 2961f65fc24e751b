/** Parses rows of the timeline into events. A malformed row loses what does not fit, never the ticket. */
import { fitting } from "#lib/platform/fitting";
import { EventContent, type EventData, isInbound, TimelineEvent, withTold } from "./event";
import type { EventKind } from "./model";

/** A row of the database, whose two columns are not known to fit, as the event it holds. */
export function typed<Row extends { kind: EventKind; data: unknown }>(
  row: Row,
): Omit<Row, "kind" | "data"> & EventContent {
  return { ...row, ...contentOfRow(row) };
}

/** A whole row, its time maybe as text, as the event of the timeline it holds. */
export function eventOfRow(row: { kind: EventKind; data: unknown }): TimelineEvent {
  const read = TimelineEvent.safeParse(row);
  return read.success ? read.data : TimelineEvent.parse(typed(row));
}

/** What a diagnostic call asks for, of the data of its row. */
export function toolCallData(data: unknown): EventData<"tool_call"> {
  const content = contentOfRow({ kind: "tool_call", data });
  if (content.kind !== "tool_call") throw new Error("A call needs no data to be one.");
  return content.data;
}

/**
 * Kind and data of a row. What older versions, or hands in the database, left there that does not fit is left out and the
 * event says so; one that says nothing sure without it is a note with its text, and changes nothing.
 */
export function contentOfRow({ kind, data }: { kind: EventKind; data: unknown }): EventContent {
  const read = fitting(EventContent, { kind, data });
  if (!read) return unreadable(kind);
  const { data: content, left } = read;
  if (left.length === 0) return content;
  // Whom or what a change was to is not guessed.
  if (!isInbound(content) || left.includes("data.to")) return unreadable(kind);
  const places = left.map((place) => place.replace(/^data\.?/, "") || "all of it").join(", ");
  const { flaws = [] } = content.data;
  return withTold(content, { flaws: [...flaws, `Stored data could not be read: ${places}.`] });
}

function unreadable(kind: EventKind): EventContent {
  const flaw = `This was stored as “${kind}” with data that cannot be read.`;
  return { kind: "note", data: { flaws: [flaw] } };
}
