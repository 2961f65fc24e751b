/** Who comes back with what he was answered about has it looked up anew. */
import { expect, test } from "vitest";
import { cameBack } from "./come-back";
import { seenEvent, seenOn } from "./testing/seen";

const asked = seenEvent(1, "customer_message", "vol-0d31 is very slow.");
const call = seenEvent(2, "tool_call", "", { tool: "describe_volume", arguments: { volume: "vol-0d31" } });
const result = seenEvent(3, "tool_result", "", { tool: "describe_volume", result: { finding: "throttled" } });
const answer = seenEvent(4, "analyst_reply", "vol-0d31 reaches its limit; please raise it.");
const dealtWith = [asked, call, result, answer];

function after(body: string, before = dealtWith) {
  const message = seenEvent(9, "customer_message", body);
  return cameBack(seenOn([...before, message], message));
}

test.each([
  "Raised it yesterday, still slow.",
  "It's back. Same disk, 200 ms since 6 am.",
  "vol-0d31 is slow again.",
])("“%s” is read as if nobody had answered", (body) => {
  const back = after(body);
  expect(back?.seen.case.events.map(({ id }) => id)).toEqual([1, 9]);
  expect(back?.lookedUp).toEqual({ tool: "describe_volume", arguments: { volume: "vol-0d31" } });
});

test("where nothing was recorded, there is nothing it has to be the same as", () => {
  expect(after("Still slow.", [asked, answer])?.lookedUp).toBeNull();
});

test.each([
  ["an end", "Works now, thanks!"],
  ["a question", "What does a higher limit cost?"],
  ["another thing of its kind", "vol-77ab is slow, too."],
  ["another thing without a name", "Another disk is still slow."],
  ["what ends the one and begins another", "That helped. The website is still slow."],
])("%s is no coming back", (_, body) => expect(after(body)).toBeNull());

test("nobody was answered, or it was looked up since, or twice already", () => {
  const more = { ...call, id: 5 };
  const again = { ...result, id: 6 };
  expect(after("Still slow.", [asked])).toBeNull();
  expect(after("Still slow.", [...dealtWith, more, again])).toBeNull();
  expect(after("Still slow.", [...dealtWith, more, again, { ...answer, id: 7 }])).toBeNull();
});
