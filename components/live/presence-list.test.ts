/** Presence: one place a person, the newest; signs lapse; nobody sees themselves. */
import { expect, test } from "vitest";
import { patchPresence, presentOn } from "./presence-list";

test("a person is where they showed themselves last", () => {
  const first = patchPresence(undefined, 1, { userId: "a", userName: "Ada", isTyping: true });
  const second = patchPresence(first, 2, { userId: "a", userName: "Ada", isTyping: false });
  const now = Date.now();
  expect(presentOn(second, 1, "me", now)).toEqual([]);
  expect(presentOn(second, 2, "me", now)).toMatchObject([{ userName: "Ada", isTyping: false }]);
  expect(presentOn(second, 2, "a", now)).toEqual([]);
  expect(presentOn(second, 2, "me", now + 31_000)).toEqual([]);
});

test("a sign without a name changes nothing", () => {
  expect(patchPresence([], 1, { userId: "a" })).toEqual([]);
});
