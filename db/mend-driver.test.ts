/** The driver this installation works with is the mended one, and mending never guesses. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isMended, mendDriver } from "./mend-driver";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vigil-driver-"));
  cpSync("node_modules/postgres", folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

test("the installed driver is mended, for imports and for require", () => {
  expect(isMended()).toBe(true);
});

test("a driver whose connections would go on writing to a lost socket is mended once and then left alone", () => {
  const file = join(folder, "cjs/src/connection.js");
  const good = readFileSync(file, "utf8");
  writeFileSync(file, good.replace("socket ? socket.write(chunk, fn) : true", "socket.write(chunk, fn)"));
  expect(isMended(folder)).toBe(false);
  mendDriver(folder);
  expect(readFileSync(file, "utf8")).toBe(good);
  mendDriver(folder);
  expect(readFileSync(file, "utf8")).toBe(good);
});

test("another version, or other text, is refused and nothing is changed", () => {
  const [manifest, file] = [join(folder, "package.json"), join(folder, "src/index.js")];
  writeFileSync(file, readFileSync(file, "utf8").replace("q.catch(e =>", "q.catch(error =>"));
  const before = readFileSync(file, "utf8");
  expect(() => mendDriver(folder)).toThrow("index.js does not read as expected");
  writeFileSync(
    manifest,
    readFileSync(manifest, "utf8").replace('"version": "3.4.9"', '"version": "3.4.10"'),
  );
  expect(() => mendDriver(folder)).toThrow("postgres.js 3.4.10 is installed");
  expect(readFileSync(file, "utf8")).toBe(before);
});
