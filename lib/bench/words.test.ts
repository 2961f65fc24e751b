/** Made-up words reach the index as they are, are all different, and are the same on both sides of the connection. */
import { expect } from "vitest";
import { terms } from "#lib/knowledge/terms";
import { test, testDatabase } from "#lib/platform/testing/database";
import { defineMadeUp, drawnWord, seeded, vocabulary, word } from "./words";

const all = Array.from({ length: vocabulary }, (_, rank) => word(rank + 1));

test("every word is a term of its own", () => {
  expect(new Set(all).size).toBe(vocabulary);
  expect(all.filter((one) => terms(one).join(" ") !== one)).toEqual([]);
});

test("common words are drawn more often than rare ones", () => {
  const random = seeded(7);
  const drawn = Array.from({ length: 10_000 }, () => drawnWord(random));
  const share = drawn.filter((one) => all.indexOf(one) < 245).length / drawn.length;
  // Half of all text is made of the words up to the square root of the vocabulary.
  expect(share).toBeGreaterThan(0.45);
  expect(share).toBeLessThan(0.55);
});

test("the database makes up the same words", async () => {
  const { sql } = await testDatabase();
  await defineMadeUp(sql);
  const [row] = await sql<{ text: string }[]>`select made_up(500) as text`;
  const words = row?.text.split(" ") ?? [];
  const known = new Set(all);
  expect(words).toHaveLength(500);
  expect(words.filter((one) => !known.has(one))).toEqual([]);
});
