/** Who comes back with what he was answered about has it looked up anew. */
import { expect, test } from "vitest";
import { cameBack } from "./come-back";
import { seenEvent, seenOn } from "./testing/seen";

const call = (volume: string) => ({ tool: "describe_volume", arguments: { volume } });

const asked = seenEvent(1, "customer_message", "vol-0d31 is very slow.");
const called = seenEvent(2, "tool_call", "", call("vol-0d31"));
const result = seenEvent(3, "tool_result", "", { tool: "describe_volume", result: { finding: "throttled" } });
const answer = seenEvent(4, "analyst_reply", "vol-0d31 reaches its limit; please raise it.");
const dealtWith = [asked, called, result, answer];

function after(body: string, before = dealtWith) {
  const message = seenEvent(9, "customer_message", body);
  return cameBack(seenOn([...before, message], message));
}

test.each([
  "Raised it yesterday, still slow.",
  "It's back. Same disk, 200 ms since 6 am.",
  "vol-0d31 is slow again, no change.",
])("“%s” is read as if nobody had answered", (body) => {
  const back = after(body);
  expect(back?.seen.case.events.map(({ id }) => id)).toEqual([1, 9]);
  expect(back?.isDue(call("vol-0d31"))).toBe(true);
  expect(back?.isDue(call("vol-77ab"))).toBe(false);
});

test("where nothing was recorded, there is nothing it has to be the same as", () => {
  expect(after("Still slow.", [asked, answer])?.isDue(call("vol-0d31"))).toBe(true);
});

test("another thing of its kind is looked up in its place", () => {
  const back = after("Done, better. Now vol-77ab shows the same.");
  expect(back?.isDue(call("vol-77ab"))).toBe(true);
  expect(back?.isDue(call("vol-0d31"))).toBe(false);
});

test.each([
  ["an end", "Works now, thanks!"],
  ["a question", "What does a higher limit cost?"],
  ["another thing without a name", "Another disk is still slow."],
  ["what ends the one and begins another", "That helped. The website is still slow."],
])("%s is no coming back", (_, body) => expect(after(body)).toBeNull());

test("nobody was answered, or it was looked up since, or twice already", () => {
  const more = { ...called, id: 5 };
  const again = { ...result, id: 6 };
  expect(after("Still slow.", [asked])).toBeNull();
  expect(after("Still slow.", [...dealtWith, more, again])).toBeNull();
  expect(after("Still slow.", [...dealtWith, more, again, { ...answer, id: 7 }])).toBeNull();
});
