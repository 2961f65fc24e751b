/** Values go out of a reply and others come in; nothing of the first ticket stays. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { fill, toPattern } from "./templates";

test("the longest value wins, on word borders", () => {
  const values = new Map([
    ["City", "York"],
    ["Place", "New York"],
    ["Count", "4"],
  ]);
  const pattern = toPattern("4 flights to New York, gate 14.", values);
  expect(pattern.text).toBe("⟨Count⟩ flights to ⟨Place⟩, gate 14.");
  expect(pattern.slots).toEqual(["Count", "Place"]);
  expect(fill(pattern.text, new Map([["Count", "7"]]))).toBeNull();
});

test("replies that differ in case and punctuation have one key", () => {
  expect(toPattern("Hello, how can I help?", new Map()).key).toBe(
    toPattern("hello how can I help", new Map()).key,
  );
});

test("Chinese replies are read without spaces", () => {
  const pattern = toPattern("实例web01已重启", new Map([["Host", "web01"]]));
  expect(pattern.text).toBe("实例⟨Host⟩已重启");
  expect(fill(pattern.text, new Map([["Host", "db02"]]))).toBe("实例db02已重启");
});

test("filling with the same values gives the reply back", () => {
  const value = fc
    .string({ minLength: 3, maxLength: 12 })
    .filter((text) => text.trim() === text && !/[⟨⟩]/.test(text));
  const text = fc.array(fc.oneof(value, fc.constantFrom("the", "of 3", "x-1", "。", "?")), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(text, fc.array(value, { maxLength: 4 }), (parts, held) => {
      const reply = parts.join(" ").trim();
      const values = new Map(held.map((one, index) => [`slot${index}`, one]));
      expect(fill(toPattern(reply, values).text, values)).toBe(reply);
    }),
  );
});

test("no number of one ticket reaches another through a slot", () => {
  const digits = fc.integer({ min: 10_000, max: 99_999 }).map(String);
  fc.assert(
    fc.property(digits, digits, (first, second) => {
      const pattern = toPattern(`Your order ${first} is on its way.`, new Map([["Order", first]]));
      expect(fill(pattern.text, new Map([["Order", second]]))).toBe(`Your order ${second} is on its way.`);
    }),
  );
});
