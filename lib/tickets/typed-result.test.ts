/** However a result is written down, nothing of it is lost and it can be stored. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { unstorable } from "#lib/platform/unstorable";
import { typedResult } from "./typed-result";

test.each([
  ['{"state": "detached", "size": 200}', { state: "detached", size: 200 }],
  ["State: detached\nSize: 200\nEncrypted: true\n", { State: "detached", Size: 200, Encrypted: true }],
  ["serial: 007\nphone: +49 30 1\nratio: 0.5", { serial: "007", phone: "+49 30 1", ratio: 0.5 }],
  ["Nobody answers at that number.", { found: "Nobody answers at that number." }],
  ["https://status.example/incidents/7", { found: "https://status.example/incidents/7" }],
  ["It went down at 12:30", { found: "It went down at 12:30" }],
  ["state: up\nstate: down", { found: "state: up\nstate: down" }],
  ["state: up\nand nothing else", { found: "state: up\nand nothing else" }],
  ["[1, 2]", { found: "[1, 2]" }],
  ["{not json", { found: "{not json" }],
  ['{"a": "\\u0000"}', { found: '{"a": "\\u0000"}' }],
])("%j", (text, expected) => {
  expect(typedResult(text)).toEqual(expected);
});

const fields = fc.dictionary(
  fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_ ]{0,20}[a-z]$/),
  fc.oneof(fc.integer(), fc.boolean(), fc.stringMatching(/^[a-z][a-z0-9 .:/-]{0,30}[a-z]$/)),
  { minKeys: 1, maxKeys: 6 },
);
const isWord = (value: unknown) => value !== "true" && value !== "false";

test("fields come back, as JSON and line by line", () => {
  fc.assert(
    fc.property(fields, (given) => {
      fc.pre(Object.values(given).every(isWord));
      expect(typedResult(JSON.stringify(given))).toEqual({ ...given });
      const lines = Object.entries(given).map(([name, value]) => `${name}: ${value}`);
      expect(typedResult(lines.join("\n"))).toEqual({ ...given });
    }),
  );
});

test("any text gives an object that can be stored and holds its words", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      fc.pre(text.trim() !== "" && !unstorable(text));
      const result = typedResult(text);
      expect(unstorable(result)).toBeNull();
      const kept = JSON.stringify(result);
      for (const word of text.match(/[a-zA-Z]{3,}/g) ?? []) expect(kept).toContain(word);
    }),
    { numRuns: 500 },
  );
});
