/** Direction ends with the text that asked for it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { parseInput } from "../parse";
import { closed, closedWithin, isolated } from "./rules";

const [LRE, RLE, PDF, RLO, LRI, RLI, FSI, PDI] = [
  "\u202a",
  "\u202b",
  "\u202c",
  "\u202e",
  "\u2066",
  "\u2067",
  "\u2068",
  "\u2069",
];

test.for([
  ["plain", "plain"],
  [`${RLO}gpj.exe`, `${RLO}gpj.exe${PDF}`],
  [`a${PDI}b${PDF}c`, "abc"],
  [`${LRI}a${RLE}b`, `${LRI}a${RLE}b${PDF}${PDI}`],
  [`${RLI}a${LRE}b${PDI}c${PDF}`, `${RLI}a${LRE}b${PDF}${PDI}c`],
  [`${RLO}one\ntwo`, `${RLO}one${PDF}\ntwo`],
  [`${FSI}whole${PDI}`, `${FSI}whole${PDI}`],
])("%j becomes %j", ([given, expected]) => {
  expect(closed(given ?? "")).toBe(expected);
});

test("nothing spills over, whatever is written, and letters stay as they are", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "ب", "\n", LRE, RLE, PDF, RLO, LRI, RLI, FSI, PDI),
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (given) => {
      const made = closed(given);
      const letters = (of: string) => of.replace(/[\u202a-\u202e\u2066-\u2069]/g, "");
      expect(letters(made)).toBe(letters(given));
      expect(closed(made)).toBe(made);
      expect(closed(`${made}x`)).toBe(`${made}x`);
    }),
  );
});

test("a hostile text does not grow by what it opens", () => {
  expect(closed(RLO.repeat(64_000)).length).toBeLessThan(40);
});

test("within a sentence a name from the right keeps to itself, and others are left alone", () => {
  expect(isolated("Mira Lindqvist")).toBe("Mira Lindqvist");
  expect(isolated("ليلى 12")).toBe(`${FSI}ليلى 12${PDI}`);
  expect(isolated(`${PDI}${RLO}x`)).toBe(`${FSI}${RLO}x${PDF}${PDI}`);
});

test("whatever comes in is closed, keys and lists too", () => {
  const given = { name: `${RLO}a`, labels: { [`${RLI}k`]: [`${LRE}b`, 3, null] } };
  expect(parseInput(z.unknown(), given)).toEqual({
    name: `${RLO}a${PDF}`,
    labels: { [`${RLI}k${PDI}`]: [`${LRE}b${PDF}`, 3, null] },
  });
  const plain = { a: ["b", new Date(0), new Uint8Array(2)] };
  expect(closedWithin(plain)).toBe(plain);
});
