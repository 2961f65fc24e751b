/** Arguments within arguments come apart and together again, and are learnt one by one. */
import { expect, test } from "vitest";
import { fromLeaves, leavesOf } from "./leaves";

test.each([
  { a: 1, b: "x", c: null },
  { query: { metric: "latency", labels: { service: "api", env: "prod" } }, step: 60 },
  { where: { operator: "is_at_least", value: 3 }, list: ["a", "b"], none: {}, objects: [{ a: 1 }] },
  { a: { b: { c: { d: { e: { f: 1 } } } } } },
  JSON.parse('{"__proto__": {"x": 1}, "a": {"__proto__": "y"}}'),
])("%j", (given) => {
  const leaves = leavesOf(given);
  expect(fromLeaves(leaves)).toEqual(given);
  expect(Object.keys(fromLeaves(leaves))).toEqual(Object.keys(given));
});

test("what lies deep, or is very wide, is one value", () => {
  const wide = Object.fromEntries(Array.from({ length: 41 }, (_, index) => [`k${index}`, index]));
  expect(Object.keys(leavesOf({ wide }))).toEqual(["wide"]);
  expect(Object.values(leavesOf({ a: { b: { c: { d: { e: 1 } } } } }))).toEqual([{ e: 1 }]);
});
