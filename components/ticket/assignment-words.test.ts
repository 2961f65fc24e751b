/** A name is not said twice of one who took or left a ticket. */
import { expect, test } from "vitest";
import { assignmentWords } from "./assignment-words";

const names: Record<string, string> = { h: "Hannah Brekke", m: "Marcus Oyelade" };
const words = (from: string | null, to: string | null) =>
  assignmentWords({ from, to }, { who: "Hannah Brekke", actorId: "h" }, (id) => names[id ?? ""] ?? "nobody");

test("taking, giving, leaving and unassigning a ticket", () => {
  expect(words(null, "h")).toBe("Hannah Brekke self-assigned this");
  expect(words("h", "m")).toBe("Hannah Brekke assigned this to Marcus Oyelade");
  expect(words("h", null)).toBe("Hannah Brekke gave this back");
  expect(words("m", null)).toBe("Hannah Brekke unassigned Marcus Oyelade");
});
