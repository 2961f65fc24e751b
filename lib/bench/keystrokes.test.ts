/** Which keys an answer takes. */
import { expect, test } from "vitest";
import { bestWay, editKeys, type Offer } from "./keystrokes";

const right = ["Hello, the quota of p-1 is 64 now."];
const [answer = ""] = right;
const reply = (text: string, stands: Offer["stands"] = "on the card"): Offer => ({
  stands,
  kind: "reply",
  text,
});
const call = { tool: "get_quota", arguments: { project: "p-1", region: "ash" } };

test.for([
  ["the card is right", [reply(answer)], { how: "accept", keys: 1 }],
  [
    "another option is",
    [reply("Try it again."), reply(answer, "behind a key")],
    { how: "accept", offer: 1, keys: 2 },
  ],
  [
    "no card stands, and a digit puts it into the reply",
    [reply(answer, "for the reply")],
    { how: "accept", keys: 2 },
  ],
  ["one figure is wrong", [reply("Hello, the quota of p-1 is 65 now.")], { how: "edit", keys: 5 }],
  ["a triage card says the same", [{ ...reply(answer), kind: "triage" }], { how: "write" }],
  ["nothing is shown", [], { how: "write", keys: answer.length + 2 }],
  ["all of it is wrong", [reply("x")], { how: "write" }],
] as const)("%s", ([, offers, way]) => {
  expect(bestWay(offers, right, null)).toMatchObject(way);
});

test("a look-up that is due comes before an answer; another one, or the same with other values, is not it", () => {
  const offer: Offer = {
    stands: "behind a key",
    kind: "diagnostic",
    text: "",
    call: { ...call, arguments: { region: "ash", project: "p-1" } },
  };
  expect(bestWay([reply(answer), offer], right, call)).toEqual({ how: "look_up", offer: 1, keys: 2 });
  const wrong = { ...offer, call: { ...call, arguments: { project: "p-2", region: "ash" } } };
  expect(bestWay([wrong], right, call)).toMatchObject({ how: "write" });
});

test("an edit costs a key to get there, and one for each letter that goes or comes", () => {
  expect(editKeys("a b c", "a  b c ")).toBe(0);
  expect(editKeys("abc", "abd")).toBe(3);
  expect(editKeys("one two three", "one 2 three 4")).toBe(5 + 3);
});
