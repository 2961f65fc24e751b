/** A candidate as it is kept, for tests: a reply learned from closed tickets, with what a test is about. */
import type { StoredCandidate } from "../model";

export function candidate(text: string, over: Partial<StoredCandidate> = {}): StoredCandidate {
  return { id: text, kind: "reply", text, origin: "template", probability: 0.5, eventIds: [], ...over };
}
