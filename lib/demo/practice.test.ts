/** Practices of the team are found in the words of its replies. */
import { expect, test } from "vitest";
import { practices } from "./practice";
import type { ClosedStoryTicket } from "./story/model";
import { story } from "./story/story";

const closed = [...story.tickets, ...story.past].filter((one): one is ClosedStoryTicket => one.closed);

test("the same answer about other things is one practice, and most replies follow one", () => {
  const practiceOf = practices(closed);
  const labels = closed.flatMap((ticket) =>
    ticket.events.flatMap((event) =>
      event.kind === "analyst_reply" ? [practiceOf(ticket, event.body)] : [],
    ),
  );
  const known = labels.filter((label) => label !== null);
  expect(known.length / labels.length).toBeGreaterThan(0.8);
  expect(new Set(known).size).toBeLessThan(known.length / 4);
  const [first] = closed;
  if (first) expect(practiceOf(first, "Something nobody ever wrote twice.")).toBeNull();
});
