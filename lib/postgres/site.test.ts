/** Who the server runs as, and where, by who starts it and what its user can reach. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findBinaries } from "./binaries";
import { startPostgres } from "./launcher";
import {
  newFolder,
  query,
  serverPid,
  serverProcesses,
  sharedFolder,
  startProcess,
  tell,
} from "./testing/servers";

const isRoot = process.getuid?.() === 0;
const isLinuxRoot = isRoot && process.platform === "linux";
const hasNamespaces = isLinuxRoot && succeeds("unshare", "--user", "--map-user=65534", "true");
const nobody = isRoot ? { uid: idOf("-u"), gid: idOf("-g") } : { uid: -1, gid: -1 };

test.skipIf(isRoot)("a plain user runs the server as itself", async () => {
  const dataDir = newFolder(0o700);
  const server = await startPostgres({ dataDir });
  expect(statSync(join(dataDir, "cluster")).uid).toBe(process.getuid?.());
  await server.stop();
});

test.skipIf(!isRoot)("a starter without rights runs the server as itself", async () => {
  const dataDir = sharedFolder();
  const starter = await startProcess(dataDir, nobody);
  expect(userOf(serverPid(dataDir))).toBe(nobody.uid);
  expect(await query(starter.url, "select 1 as one")).toEqual([{ one: 1 }]);
  await tell(starter, "stop");
  expect(serverProcesses(dataDir)).toEqual([]);

  const byRoot = await startPostgres({ dataDir });
  expect(userOf(serverPid(dataDir)), "root leaves the data with their owner").toBe(nobody.uid);
  await byRoot.stop();
});

test.skipIf(!isRoot)("root hands the server to somebody with fewer rights", async () => {
  const dataDir = newFolder();
  const server = await startPostgres({ dataDir });
  expect(userOf(serverPid(dataDir))).toBeGreaterThan(0);
  expect(statSync(join(dataDir, "cluster")).mode & 0o777).toBe(0o700);
  await server.stop();
});

test.skipIf(!isRoot)("a user who may not use the data folder is told so", async () => {
  const dataDir = newFolder();
  await (await startPostgres({ dataDir })).stop();
  const script =
    "import('./lib/postgres/launcher.ts').then((launcher) => launcher.startPostgres({ dataDir: process.argv[1] })).catch((error) => console.log(error.message))";
  const said = execFileSync(process.execPath, ["--import", "tsx", "-e", script, dataDir], {
    ...nobody,
    encoding: "utf8",
  });
  expect(said).toContain("cannot be used");
  expect(said).toContain("Start as the user who made it");
});

test.skipIf(!hasNamespaces)(
  "below a folder only root may enter, the server runs in a user namespace",
  async () => {
    const dataDir = newFolder(0o700);
    const server = await startPostgres({ dataDir });
    expect(readMapping(serverPid(dataDir))).not.toBe(readMapping(process.pid));
    expect(await query(server.url, "create table note (body text)", "select 1 as one")).toEqual([{ one: 1 }]);
    await server.stop();

    chmodSync(join(dataDir, ".."), 0o755);
    const starter = await startProcess(dataDir, { path: pathWithout("unshare") });
    expect(userOf(serverPid(dataDir)), "the data change hands when there are no namespaces").toBeGreaterThan(
      0,
    );
    expect(await query(starter.url, "select count(*)::int from note")).toEqual([{ count: 0 }]);
    await tell(starter, "stop");
  },
);

test.skipIf(!isLinuxRoot)(
  "without namespaces, programs and data move to where the server's user can reach",
  async () => {
    const dataDir = newFolder(0o700);
    const copy = join("/var/lib/vigil", `postgres-${findBinaries().version}`);
    if (!existsSync(copy)) onTestFinished(() => rmSync(copy, { recursive: true }));
    const first = await startProcess(dataDir, { path: pathWithout("unshare") });
    expect(realpathSync(join(dataDir, "cluster"))).toMatch(/^\/var\/lib\/vigil\//);
    expect(userOf(serverPid(dataDir))).toBeGreaterThan(0);
    await query(first.url, "create table note (body text)");
    await tell(first, "stop");

    const second = await startProcess(dataDir, { path: pathWithout("unshare") });
    expect(await query(second.url, "select count(*)::int from note")).toEqual([{ count: 0 }]);
    await tell(second, "stop");
    expect(serverProcesses(dataDir)).toEqual([]);
  },
);

/** A PATH as on a machine that has no such program: it holds what the launcher calls besides. */
function pathWithout(_program: "unshare"): string {
  const folder = mkdtempSync(join(tmpdir(), "vigil-path-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  symlinkSync(
    execFileSync("/bin/sh", ["-c", "command -v id"], { encoding: "utf8" }).trim(),
    join(folder, "id"),
  );
  return folder;
}

function userOf(pid: number): number {
  return Number(execFileSync("ps", ["-o", "uid=", "-p", String(pid)], { encoding: "utf8" }));
}

function readMapping(pid: number): string {
  return execFileSync("readlink", [`/proc/${pid}/ns/user`], { encoding: "utf8" });
}

function idOf(what: "-u" | "-g"): number {
  return Number(execFileSync("id", [what, "nobody"], { encoding: "utf8" }));
}

function succeeds(file: string, ...args: string[]): boolean {
  try {
    execFileSync(file, args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
