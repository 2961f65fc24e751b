/** No expression hangs on a text: the check of all of them, `npm run check`, finds each kind of trouble where it is put. */
import { expect, test } from "vitest";
import { expressionsOf, vulnerable } from "./testing/expressions";
import { pumped } from "./testing/pumped";

test.for([
  ["const a = /^(a+)+$/;", "exponential"],
  ["const a = new RegExp('^(?:[a-z0-9]+)*!$', 'u');", "exponential"],
  ["const a = <p>{text.replace(/^\\s*\\w*\\w*;$/, '')}</p>;", "polynomial"],
  ["const a = /[a-z]+@/;", "polynomial"],
  [`const of = (name: string) => new RegExp(\`\\\\s*\${name}\`);`, "polynomial"],
] as const)("%s is found", ([code, growth]) => {
  const found = vulnerable(expressionsOf("lib/x.tsx", code));
  expect(found).toMatchObject([{ place: "lib/x.tsx:1", growth }]);
});

test("what is begun again at each of its words is found, and what stops at the next is not", () => {
  const [endless, stopping] = expressionsOf(
    "lib/x.ts",
    "const a = [/\\bturn\\b[^.]*\\boff\\b/, /\\bturn\\b[^.]{0,200}\\boff\\b/];",
  );
  expect(endless && pumped(endless)).toContain("lib/x.ts:1");
  expect(stopping && pumped(stopping)).toBeNull();
});

test("what is linear is let be", () => {
  expect(vulnerable(expressionsOf("lib/x.ts", "const a = /^[a-z]+(?:-[a-z]+)*$/;"))).toEqual([]);
});
