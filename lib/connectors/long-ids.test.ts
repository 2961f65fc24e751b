/** Ids that are too long for a number tell one thing from another to their last figure. */
import { expect, test } from "vitest";
import { readJson } from "./payload";

test("a long whole number is kept as it is written; texts and other numbers are what they were", () => {
  const sent = `{"id":107164000000025001,"text":"a \\"107164000000025001","share":0.1234567890123456,"few":-5,"all":[12345678901234567]}`;
  expect(readJson(new TextEncoder().encode(sent))).toEqual({
    id: "107164000000025001",
    text: 'a "107164000000025001',
    share: 0.1234567890123456,
    few: -5,
    all: ["12345678901234567"],
  });
});
