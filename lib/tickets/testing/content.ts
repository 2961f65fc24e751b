/** Contents of events for tests that make many kinds of them. */
import { EventContent } from "../event";
import type { EventKind } from "../model";

/** An event's kind with its data, as it is read from a row; throws for data its kind does not have to be without. */
export function content(kind: EventKind, data: object = {}): EventContent {
  return EventContent.parse({ kind, data });
}
