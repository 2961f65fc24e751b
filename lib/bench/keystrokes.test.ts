/** Which keys an answer takes. */
import { expect, test } from "vitest";
import { bestWay, editKeys } from "./keystrokes";

const right = ["Hello, the quota of p-1 is 64 now."];
const [answer = ""] = right;
const reply = (text: string) => ({ kind: "reply", text });
const call = { tool: "get_quota", arguments: { project: "p-1", region: "ash" } };

test.for([
  ["the card is right", [reply(answer)], { how: "accept", keys: 1 }],
  ["another option is", [reply("Try it again."), reply(answer)], { how: "accept", offer: 1, keys: 2 }],
  ["one figure is wrong", [reply("Hello, the quota of p-1 is 65 now.")], { how: "edit", keys: 5 }],
  ["a triage card says the same", [{ kind: "triage", text: answer }], { how: "write" }],
  ["nothing is shown", [], { how: "write", keys: answer.length + 2 }],
  ["all of it is wrong", [reply("x")], { how: "write" }],
] as const)("%s", ([, offers, way]) => {
  expect(bestWay(offers, right, null)).toMatchObject(way);
});

test("a look-up that is due comes before an answer; another one, or the same with other values, is not it", () => {
  const offer = {
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
