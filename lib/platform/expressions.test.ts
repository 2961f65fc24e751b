/** No expression hangs on a text: the check of all of them finds each kind of trouble where it is put. */
import { expect, test } from "vitest";
import { allExpressions, expressionsOf, unowed, vulnerable } from "./testing/expressions";

test("all expressions of the code are linear, beside those that are owed", () => {
  const all = allExpressions();
  expect(all.length).toBeGreaterThan(500);
  expect(unowed(all)).toEqual({ found: [], gone: [] });
});

test.for([
  ["const a = /^(a+)+$/;", "exponential"],
  ["const a = new RegExp('^(?:[a-z0-9]+)*!$', 'u');", "exponential"],
  ["const a = <p>{text.replace(/^\\s*\\w*\\w*;$/, '')}</p>;", "polynomial"],
] as const)("%s is found", ([code, growth]) => {
  const found = vulnerable(expressionsOf("lib/x.tsx", code));
  expect(found).toMatchObject([{ place: "lib/x.tsx:1", growth }]);
});

test("what is linear is let be, and an exponential one is found even where a quadratic one is owed", () => {
  expect(vulnerable(expressionsOf("lib/x.ts", "const a = /^[a-z]+(?:-[a-z]+)*$/;"))).toEqual([]);
  const all = [...allExpressions(), ...expressionsOf("lib/x.ts", "const a = /^(?:\\w+\\s?)*$/;")];
  expect(unowed(all).found.map(({ place }) => place)).toEqual(["lib/x.ts:1"]);
});
