/** Who only asks again takes back nothing that was to be looked up. */
import { expect, test } from "vitest";
import { beforeAskedAgain } from "./asked-again";
import { seenEvent, seenOn } from "./testing/seen";

const first = seenEvent(1, "customer_message", "vm-e07a55 stopped in the middle of our send.");
const promise = seenEvent(2, "analyst_reply", "I am looking at it right now.");
const again = seenEvent(3, "customer_message", "Twenty minutes and nothing. What is going on?");
const named = seenEvent(4, "customer_message", "Now vm-31bb20 is gone as well!");
const call = seenEvent(5, "tool_call", "", {
  tool: "describe_instance",
  arguments: { instance: "vm-e07a55" },
});
const thanks = seenEvent(6, "customer_message", "It runs again, thank you!");

test.each([
  ["after a promise", [first, promise, again], [1]],
  ["unanswered", [first, again], [1]],
  ["twice", [first, promise, named, again, { ...again, id: 7 }], [1, 2, 4]],
])("who asks again, %s, is read as before", (_, timeline, left) => {
  const seen = seenOn(timeline, timeline.at(-1) ?? first);
  const before = beforeAskedAgain(seen);
  expect(before?.case.events.map(({ id }) => id)).toEqual(left);
  expect(before?.unanswered).toEqual(seen.unanswered);
});

test.each([
  ["the first message", [first]],
  ["a name", [first, again, named]],
  ["what comes after a look-up", [first, call, again]],
  ["an end", [first, promise, thanks]],
  ["another thing", [first, promise, seenEvent(7, "customer_message", "Another machine is gone as well.")]],
  ["who never named anything", [again, promise, { ...again, id: 7 }]],
])("%s is no asking again", (_, timeline) => {
  expect(beforeAskedAgain(seenOn(timeline, timeline.at(-1) ?? first))).toBeNull();
});
