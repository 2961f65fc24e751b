/** A candidate as it is kept, for tests: a reply learned from closed tickets, with what a test is about. */
import { StoredCandidate } from "../step";

export function candidate(text: string, over: object = {}): StoredCandidate {
  return StoredCandidate.parse({
    id: text,
    kind: "reply",
    text,
    origin: "template",
    probability: 0.5,
    ...over,
  });
}
