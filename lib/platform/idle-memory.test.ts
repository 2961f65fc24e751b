import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Holds 200 MB, lets go of them, and tells what it still holds, in MB, once that has fallen. */
const program = `
  import { collectWhenIdle } from "#lib/platform/idle-memory";
  let kept = Array.from({ length: 3e6 }, (_, at) => ({ at, text: "a" + at }));
  collectWhenIdle();
  const held = () => process.memoryUsage().heapTotal / 2 ** 20;
  const most = held();
  kept = null;
  setInterval(() => { if (held() < most / 2) { console.log(most, held()); process.exit(); } }, 100);
`;

test("a process that has nothing to do gives back what it no longer needs", async () => {
  const argv = ["--import", "tsx", "--input-type=module", "--eval", program];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { timeout: 60_000 });
  const [most = 0, held = 0] = stdout.split(" ").map(Number);
  expect(most).toBeGreaterThan(150);
  expect(held).toBeLessThan(80);
});
