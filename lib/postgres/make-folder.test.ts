/** A folder is made, or a sentence says why not: nothing waits for ever. */
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { makeFolder } from "./make-folder";

const root = mkdtempSync(join(tmpdir(), "vigil-folder-"));
afterAll(() => rmSync(root, { recursive: true }));

test("a folder and those it lies in are made once, with the mode asked for", () => {
  const path = join(root, "one", "two");
  makeFolder(path, 0o700);
  makeFolder(path);
  expect(statSync(path).mode & 0o777).toBe(0o700);
});

test("a file in the way is told", () => {
  const file = join(root, "file");
  writeFileSync(file, "");
  expect(() => makeFolder(file)).toThrow(`The folder ${file} cannot be made (ENOTDIR).`);
  expect(() => makeFolder(join(file, "below"))).toThrow(
    `The folder ${join(file, "below")} cannot be made (ENOTDIR).`,
  );
});

test.runIf(existsSync("/proc/self"))("where nothing can be made, that is told at once", () => {
  expect(() => makeFolder("/proc/nope/below")).toThrow(
    "The folder /proc/nope/below cannot be made (ENOENT).",
  );
});
