/** Values and the forms they are put in part and come together again. */
import { expect, test } from "vitest";
import { unwrap, wrap } from "./forms";

test("a value comes apart from its form and back", () => {
  const values = [
    "a",
    7,
    null,
    true,
    ["a"],
    ["a", "b"],
    { operator: "is_at_least", value: 3 },
    { operator: "is_one_of", value: ["x"] },
    { operator: "is_one_of", value: ["x", "y"] },
    { from: 1, to: 2 },
  ];
  for (const value of values) expect(wrap(unwrap(value))).toEqual(value);
  expect(unwrap(["a"]).inner).toBe("a");
  expect(unwrap({ operator: "is_one_of", value: ["x"] }).inner).toBe("x");
});
