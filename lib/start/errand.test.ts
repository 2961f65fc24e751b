/** An errand tells how far it has come, fails with its own words, and goes when it is called back. */
import { expect, test } from "vitest";
import { runErrand } from "./errand";

/** A script of one line; after `end` the channel to its starter holds it no longer. */
const script = (code: string) => [
  "--input-type=module",
  "--eval",
  `const end = () => process.channel.unref(); ${code}`,
];
const errand = (code: string, signal = new AbortController().signal) => {
  const told: number[] = [];
  const done = runErrand(script(code), { signal, onProgress: (done, total) => told.push(done / total) });
  return { told, done };
};

test("progress arrives in order, and the end with it", async () => {
  const { told, done } = errand(
    "for (const done of [1, 2, 3, 4]) process.send({ done, total: 4 }); setTimeout(end, 50);",
  );
  await done;
  expect(told).toEqual([0.25, 0.5, 0.75, 1]);
});

test("what it says as it fails is what its starter says", async () => {
  const { done } = errand(`process.stderr.write("The disk is full.\\n"); process.exitCode = 1; end();`);
  await expect(done).rejects.toThrow("The disk is full.");
  await expect(errand("process.exitCode = 3; end();").done).rejects.toThrow("It ended with 3.");
});

test("called back, it is gone", async () => {
  const calledBack = new AbortController();
  const { done } = errand("setInterval(() => {}, 1_000);", calledBack.signal);
  setTimeout(() => calledBack.abort(), 300);
  await expect(done).rejects.toThrow("aborted");
});
