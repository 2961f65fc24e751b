/** The launcher, tried by really starting, killing, crowding and deceiving servers. */
import { once } from "node:events";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { findBinaries } from "./binaries";
import { openDatabase, startPostgres } from "./launcher";
import { answersFor, spawnPostmaster } from "./postmaster";
import { markOf } from "./processes";
import { chooseSite } from "./site";
import {
  kill,
  newFolder,
  query,
  serverPid,
  serverProcesses,
  spawnStarter,
  startProcess,
  tell,
  until,
} from "./testing/servers";

const makeNotes = "create table note (body text)";
const addNote = "insert into note values ('kept')";
const countNotes = "select count(*)::int from note";

describe("starting and stopping", () => {
  test("a cold start makes the database, a warm one finds port and data again, stop leaves no process", async () => {
    const dataDir = newFolder();
    const cold = await startPostgres({ dataDir });
    await query(cold.url, makeNotes, addNote);
    expect(cold.adopted).toBe(false);
    await Promise.all([cold.stop(), cold.stop()]);
    expect(serverProcesses(dataDir)).toEqual([]);

    const warm = await startPostgres({ dataDir });
    expect(warm.url).toBe(cold.url);
    expect(await query(warm.url, countNotes)).toEqual([{ count: 1 }]);
    await warm.stop();
    expect(serverProcesses(dataDir)).toEqual([]);
    expect(readdirSync(join(dataDir, "holders"))).toEqual([]);
  });

  test("a second start adopts, and the server stays until the last holder stops", async () => {
    const dataDir = newFolder();
    const first = await startPostgres({ dataDir });
    const second = await startPostgres({ dataDir });
    expect(second).toMatchObject({ adopted: true, url: first.url });
    await first.stop();
    expect(await query(second.url, "select 1 as one")).toEqual([{ one: 1 }]);
    await second.stop();
    expect(serverProcesses(dataDir)).toEqual([]);
  });

  test("Ctrl-C in a terminal reaches the starter, not the server under it", async () => {
    const dataDir = newFolder();
    const { child, line } = await startProcess(dataDir);
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect(await line()).toBe("answered");
    await until(() => child.exitCode === 0);
    expect(serverProcesses(dataDir)).toEqual([]);
  });

  test("a process that exits without stopping takes the server with it", async () => {
    const dataDir = newFolder();
    await tell(await startProcess(dataDir), "exit");
    await until(() => serverProcesses(dataDir).length === 0);
  });

  test("stop ends the server even when the data folder was deleted under it", async () => {
    const dataDir = newFolder();
    const server = await startPostgres({ dataDir });
    const pid = serverPid(dataDir);
    rmSync(dataDir, { recursive: true, force: true });
    await server.stop();
    expect(markOf(pid)).toBeUndefined();
  });

  test("a given URL is used as it is and nothing is started", async () => {
    const dataDir = newFolder();
    const url = inject("serverUrl");
    const database = await openDatabase({ url, dataDir });
    await database.stop();
    expect(database.url).toBe(url);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe("crowds", () => {
  test("four starters at once share one server; it outlives each but the last", async () => {
    const dataDir = newFolder();
    const starters = await Promise.all([1, 2, 3, 4].map(() => startProcess(dataDir)));
    expect(starters.map(({ adopted }) => adopted).sort()).toEqual([false, true, true, true]);
    expect(new Set(starters.map(({ url }) => url)).size).toBe(1);
    for (const starter of starters) {
      expect(await query(starter.url, "select 1 as one")).toEqual([{ one: 1 }]);
      await tell(starter, "stop");
    }
    expect(serverProcesses(dataDir)).toEqual([]);
  });
});

describe("deaths", () => {
  test("the orphan of a killed starter is adopted, and stopped by its adopter", async () => {
    const dataDir = newFolder();
    const starter = await startProcess(dataDir);
    const pid = serverPid(dataDir);
    await kill(starter.child);
    const heir = await startPostgres({ dataDir });
    expect(heir).toMatchObject({ adopted: true, url: starter.url });
    expect(serverPid(dataDir)).toBe(pid);
    await heir.stop();
    expect(serverProcesses(dataDir)).toEqual([]);
  });

  test("a server that a killed starter has only just set going is waited for", async () => {
    const dataDir = newFolder();
    const cluster = join(dataDir, "cluster");
    await (await startPostgres({ dataDir })).stop();
    const slow = join(dataDir, "slow-postgres");
    const { postgres, ...rest } = findBinaries();
    writeFileSync(slow, `#!/bin/sh\nsleep 1\nexec "${postgres}" "$@"\n`, { mode: 0o755 });
    const site = await chooseSite(cluster, { ...rest, postgres });
    const slowSite = { ...site, binaries: { ...rest, postgres: slow } };
    const port = Number(readFileSync(join(dataDir, "port"), "utf8"));
    await spawnPostmaster(slowSite, { cluster, port, logFile: join(dataDir, "postgres.log") });
    const heir = await startPostgres({ dataDir });
    expect(heir.adopted).toBe(true);
    await heir.stop();
    expect(serverProcesses(dataDir)).toEqual([]);
  });

  test("a killed server is started again under its holder, same port, nothing committed lost", async () => {
    const dataDir = newFolder();
    const said: string[] = [];
    const server = await startPostgres({ dataDir, onProgress: (message) => said.push(message) });
    await query(server.url, makeNotes, addNote);
    const pid = serverPid(dataDir);
    process.kill(pid, "SIGKILL");
    await until(() =>
      query(server.url, countNotes).then(
        ([row]) => row?.count === 1,
        () => false,
      ),
    );
    expect(serverPid(dataDir)).not.toBe(pid);
    expect(said).toContain("Postgres has died; starting it again.");
    await server.stop();
    expect(serverProcesses(dataDir)).toEqual([]);
  });

  test("starter and server killed with a query under way: the next start recovers", async () => {
    const dataDir = newFolder();
    const starter = await startProcess(dataDir);
    await query(starter.url, makeNotes, addNote);
    const busy = query(starter.url, "select count(*) from generate_series(1, 1e10)").catch(() => "cut off");
    await until(async () => {
      const [row] = await query(
        starter.url,
        "select count(*)::int from pg_stat_activity where query ~ '1e10' and state = 'active' and pid <> pg_backend_pid()",
      );
      return row?.count === 1;
    });
    await kill(starter.child);
    process.kill(serverPid(dataDir), "SIGKILL");
    const heir = await startPostgres({ dataDir });
    expect(heir.adopted).toBe(false);
    expect(await busy).toBe("cut off");
    expect(await query(heir.url, countNotes)).toEqual([{ count: 1 }]);
    await heir.stop();
    expect(serverProcesses(dataDir)).toEqual([]);
  });

  test("a starter killed while it makes the database leaves nothing half-made", async () => {
    const dataDir = newFolder();
    const child = await spawnStarter(dataDir);
    const unfinished = () => readdirSync(dataDir).filter((name) => name.includes(".new-"));
    await until(() => existsSync(dataDir) && unfinished().length === 1);
    await kill(child);
    expect(existsSync(join(dataDir, "cluster"))).toBe(false);
    const server = await startPostgres({ dataDir });
    expect(await query(server.url, "select 1 as one")).toEqual([{ one: 1 }]);
    expect(unfinished()).toEqual([]);
    await server.stop();
  });

  test("a stale file that names a living stranger does not keep the server from starting", async () => {
    const dataDir = newFolder();
    await (await startPostgres({ dataDir })).stop();
    const stranger = [process.pid, join(dataDir, "cluster"), 1, 5432, "", "127.0.0.1", "1 1", "ready   ", ""];
    writeFileSync(join(dataDir, "cluster", "postmaster.pid"), stranger.join("\n"));
    const server = await startPostgres({ dataDir });
    expect(server.adopted).toBe(false);
    await server.stop();
  });
});

describe("strangers", () => {
  test("when another program has the port, the server takes another and remembers that", async () => {
    const dataDir = newFolder();
    const before = await startPostgres({ dataDir });
    await query(before.url, makeNotes, addNote);
    await before.stop();
    const squatter = createServer().listen(before.port, "127.0.0.1");
    await once(squatter, "listening");
    const server = await startPostgres({ dataDir });
    squatter.close();
    expect(server.port).not.toBe(before.port);
    expect(await query(server.url, countNotes)).toEqual([{ count: 1 }]);
    expect(readFileSync(join(dataDir, "port"), "utf8")).toBe(String(server.port));
    await server.stop();
  });

  test("a foreign server on the remembered port is not adopted, nor is that of a copied folder", async () => {
    const [foreignDir, dataDir] = [newFolder(), newFolder()];
    await (await startPostgres({ dataDir: foreignDir })).stop();
    cpSync(foreignDir, dataDir, { recursive: true });
    const foreign = await startPostgres({ dataDir: foreignDir });
    expect(await answersFor(join(foreignDir, "cluster"), foreign.port)).toBe(true);
    expect(await answersFor(join(dataDir, "cluster"), foreign.port)).toBe(false);
    writeFileSync(join(dataDir, "port"), String(foreign.port));
    cpSync(join(foreignDir, "cluster", "postmaster.pid"), join(dataDir, "cluster", "postmaster.pid"));
    const own = await startPostgres({ dataDir });
    expect(own.adopted).toBe(false);
    expect(own.port).not.toBe(foreign.port);
    expect(serverPid(dataDir)).not.toBe(serverPid(foreignDir));
    await Promise.all([own.stop(), foreign.stop()]);
  });
});
