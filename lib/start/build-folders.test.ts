/** A start after the sources changed leaves the build alone that an installation runs from, and removes those nobody runs from. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { markOf } from "#lib/postgres/processes";
import { buildFolderOf, takeBuild } from "./build-folders";

const place = mkdtempSync(join(tmpdir(), "vigil-builds-"));
afterEach(() => rmSync(place, { recursive: true, force: true }));

test("what another installation runs from stays until that one has ended", async () => {
  const running = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(running, "spawn");
  const [used, unused, mine] = ["a", "b", "c"].map((letter) => buildFolderOf(letter.repeat(64)));
  mkdirSync(join(place, used ?? "", "in-use"), { recursive: true });
  writeFileSync(join(place, used ?? "", "in-use", markOf(running.pid ?? 0) ?? ""), "");
  mkdirSync(join(place, unused ?? ""));
  mkdirSync(join(place, ".next"));
  takeBuild(mine ?? "", place);
  expect(readdirSync(place).sort()).toEqual([".next", used, mine].sort());
  running.kill();
  await once(running, "exit");
  takeBuild(mine ?? "", place);
  expect(readdirSync(place).sort()).toEqual([".next", mine].sort());
});
