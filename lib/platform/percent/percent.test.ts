import { expect, test } from "vitest";
import { percentWords } from "./rules";

test("a little is not told as nothing, nor almost all as all", () => {
  const shares = [0, 1 / 557, 0.005, 0.4449, 0.5, 0.994, 0.9961, 1];
  expect(shares.map(percentWords)).toEqual(["0%", "<1%", "1%", "44%", "50%", "99%", ">99%", "100%"]);
});
