/** The first of many jobs that wait is not held up by all the others, and in the end as many run at once as may. */
import { expect, test } from "vitest";
import { slowStart } from "./slow-start";

test("few jobs begin at once, and more with each that ends, whether it ends well or not", async () => {
  const start = slowStart(7, 1_000_000);
  const running: { end: () => void; fail: () => void }[] = [];
  const ended: Promise<unknown>[] = [];
  for (let job = 0; job < 20; job++)
    ended.push(
      start(
        () =>
          new Promise<void>((end, fail) =>
            running.push({ end: () => end(), fail: () => fail(new Error("no")) }),
          ),
      ).catch(() => "failed"),
    );
  const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
  await settled();
  expect(running.length).toBe(2);
  running[0]?.end();
  await settled();
  expect(running.length - 1).toBe(4);
  running[1]?.fail();
  await settled();
  expect(running.length - 2).toBe(6);
  running[2]?.end();
  await settled();
  expect(running.length - 3).toBe(7);
  for (let job = 3; job < 20; job++) {
    running[job]?.end();
    await settled();
    expect(running.length - job - 1).toBeLessThanOrEqual(7);
  }
  expect((await Promise.all(ended)).filter((outcome) => outcome === "failed")).toHaveLength(1);
});

test("jobs that do not end hold up the others for a while only", async () => {
  const start = slowStart(5, 20);
  let begun = 0;
  for (let job = 0; job < 8; job++)
    void start(() => {
      begun += 1;
      return new Promise(() => {});
    });
  await expect.poll(() => begun).toBe(5);
});
