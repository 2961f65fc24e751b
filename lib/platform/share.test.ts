/** One who takes more than his share is refused; nobody else notices. */
import { expect, test } from "vitest";
import { shareOf } from "./share";

test("so many at once, for each by himself, and again once one is over", () => {
  const streams = shareOf({ what: "live streams", atOnce: 2 });
  const [first] = [streams.take("ann"), streams.take("ann")];
  expect(() => streams.take("ann")).toThrow("At most 2 live streams at once");
  streams.take("bob");
  first?.();
  first?.();
  streams.take("ann");
  expect(() => streams.take("ann")).toThrow("At most 2 live streams");
});

test("so many a minute, refilled as time goes by, and the refusal says when", () => {
  let now = 0;
  const searches = shareOf({ what: "searches", aMinute: 60 }, () => now);
  for (let count = 0; count < 60; count++) searches.take("ann");
  expect(() => searches.take("ann")).toThrow("Try again in 1 s.");
  searches.take("bob");
  now += 1_000;
  searches.take("ann");
  expect(() => searches.take("ann")).toThrow("At most 60 searches a minute");
  now += 120_000;
  for (let count = 0; count < 60; count++) searches.take("ann");
  expect(() => searches.take("ann")).toThrow();
});

test("work that fails gives its place back", async () => {
  const exports = shareOf({ what: "exports", atOnce: 1 });
  const failing = () => Promise.reject(new Error("no"));
  await expect(exports.run("ann", failing)).rejects.toThrow("no");
  expect(await exports.run("ann", async () => "done")).toBe("done");
});
