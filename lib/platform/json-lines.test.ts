/** Lines end at a line feed only, in both directions and across chunks. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonLine, linesOf } from "./json-lines";

async function* chunks(bytes: Uint8Array, size: number) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

test("what is written comes back, whatever characters it holds and however it is cut", async () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\n", "\r", "\u0085", "\u2028", "\u2029", "😀", "é") });
  await fc.assert(
    fc.asyncProperty(fc.array(text), fc.integer({ min: 1, max: 9 }), async (texts, size) => {
      const file = Buffer.from(texts.map((one) => `${jsonLine({ one })}\n`).join(""));
      expect(/[\u0085\u2028\u2029]/.test(file.toString())).toBe(false);
      const read: unknown[] = [];
      for await (const line of linesOf(chunks(file, size))) read.push(JSON.parse(line).one);
      expect(read).toEqual(texts);
    }),
  );
});

test("a separator that somebody else left unescaped ends no line", async () => {
  const lines: string[] = [];
  for await (const line of linesOf(chunks(Buffer.from("\ufeffa\u2028b\r\nc\u0085d"), 3))) lines.push(line);
  expect(lines).toEqual(["a\u2028b", "c\u0085d"]);
});
