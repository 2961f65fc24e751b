import fc from "fast-check";
import { expect, test } from "vitest";
import { countKind, discountKind, kindsOfSteps, ownSteps } from "./own-steps";

const MOMENT = fc.record({
  key: fc.constantFrom("ask", "look up", "restart", "close"),
  kind: fc.constantFrom("dns", "mail", ""),
});

test("a step belongs to a case where one that was done was taken in a case of the same kind", () => {
  const kinds = kindsOfSteps([
    { key: "ask", kind: "dns" },
    { key: "look up", kind: "dns" },
    { key: "restart", kind: "mail" },
  ]);
  const isOwn = ownSteps(kinds, ["look up"]);
  expect(["ask", "look up", "restart"].map((key) => isOwn?.(key))).toEqual([true, true, false]);
  expect(ownSteps(kinds, ["never taken"])).toBeNull();
  expect(ownSteps(kinds, [])).toBeNull();
});

test("what is counted as moments come and go is what counting those that are left gives", () => {
  fc.assert(
    fc.property(fc.array(MOMENT), fc.array(MOMENT), (kept, forgotten) => {
      const kinds = kindsOfSteps([...forgotten, ...kept.slice(0, 3)]);
      for (const moment of forgotten) discountKind(kinds, moment);
      for (const moment of kept.slice(3)) countKind(kinds, moment);
      expect(kinds).toEqual(kindsOfSteps(kept));
    }),
  );
});
