/** Presence: one place a person, the newest; signs lapse; nobody sees themselves. */
import { expect, test } from "vitest";
import { patchPresence, presentOn } from "./presence-list";

test("a person is where they showed themselves last", () => {
  const first = patchPresence(undefined, 1, { userId: "a", userName: "Ada", doing: "editing" });
  const second = patchPresence(first, 2, { userId: "a", userName: "Ada", doing: "looking" });
  const now = Date.now();
  expect(presentOn(second, 1, "me", now)).toEqual([]);
  expect(presentOn(second, 2, "me", now)).toMatchObject([{ userName: "Ada", doing: "looking" }]);
  expect(presentOn(second, 2, "a", now)).toEqual([]);
  expect(presentOn(second, 2, "me", now + 31_000)).toEqual([]);
});

test("a sign without a name changes nothing", () => {
  expect(patchPresence([], 1, { userId: "a" })).toEqual([]);
});
