/** Whoever is given a ticket is told, and nobody else: not who takes one, not for other changes. */
import { beforeEach, expect, test, vi } from "vitest";
import { notify } from "../ui/toast";
import { givenBy, tellGiven } from "./tell-given";

vi.mock("../ui/toast", () => ({ notify: vi.fn() }));
beforeEach(() => {
  vi.mocked(notify).mockClear();
});

const told = (data: Record<string, unknown>, personId = "priya") => {
  const given = givenBy(7, data);
  if (given) tellGiven(given, personId, () => {});
  return vi.mocked(notify).mock.calls.map(([{ title }]) => title);
};
const assignment = { kind: "assignment", assigneeId: "priya", actorId: "hannah", actorName: "Hannah Brekke" };

test("the one it is given to is told by whom", () => {
  expect(told(assignment)).toEqual(["Hannah Brekke assigned #7 to you"]);
});

test.each([
  ["a colleague", assignment, "tomas"],
  ["whoever took it", { ...assignment, actorId: "priya" }, "priya"],
  ["a ticket that nobody has any more", { ...assignment, assigneeId: null }, "priya"],
  ["an import", { kind: "assignment" }, "priya"],
  ["another event", { ...assignment, kind: "note" }, "priya"],
] as const)("%s is told nothing", (_, data, personId) => {
  expect(told(data, personId)).toEqual([]);
});
