/** The database cluster on disk: made in a temporary folder and renamed, so that it is whole or not there. */
import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { readerRole } from "#db/sight";
import { commandAs, handOver, run } from "./run-as";
import type { Site } from "./site";

/** The role the application signs in as: no superuser, but it may make databases and watch the server. */
const role = "vigil";
const passwordFile = "vigil-password";
/** Says that the reader role is there. */
const readerFile = "vigil-reader";

/**
 * Makes the cluster if it is not there, and hands it to the identity it will run as. The caller holds the
 * lock. Throws when the data are of another major version or cannot be made.
 */
export async function ensureCluster(
  cluster: string,
  site: Site,
  onProgress: (message: string) => void,
): Promise<void> {
  removeUnfinished(dirname(cluster));
  if (existsSync(cluster)) {
    refuseOtherVersion(cluster, site);
    handOver(realpathSync(cluster), site.runAs);
    // A cluster of an earlier version, which hid nothing from anybody.
    if (!existsSync(join(cluster, readerFile))) await makeReader(realpathSync(cluster), site);
    return;
  }
  onProgress("Making a database (only at the first start).");
  if (site.home !== dirname(cluster))
    onProgress(`Only root may enter ${dirname(cluster)}, so the data will lie in ${site.home}.`);
  const temporary = join(site.home, `${basename(cluster)}.new-${randomBytes(4).toString("hex")}`);
  mkdirSync(temporary, { mode: 0o700 });
  handOver(temporary, site.runAs);
  await initialise(temporary, site);
  putInPlace(temporary, cluster, site.home);
}

/** Where the application signs in, given the port. The database named in it is made by the launcher. */
export function clusterUrl(cluster: string, port: number, database: string): string {
  const password = readFileSync(join(cluster, passwordFile), "utf8");
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`;
}

/** The number that initdb gave this cluster; a server reports the same by SQL. */
export function systemIdentifier(cluster: string): string {
  // First field of the control file, in the byte order of the machine: little-endian on all we support.
  return readFileSync(join(cluster, "global", "pg_control"))
    .readBigUInt64LE(0)
    .toString();
}

/** A short name for the cluster at this real path, the same at every start. */
export function clusterName(cluster: string): string {
  return `vigil-${createHash("sha256").update(cluster).digest("hex").slice(0, 10)}`;
}

async function initialise(folder: string, { binaries, runAs }: Site): Promise<void> {
  const refusals: string[] = [];
  for (const characterType of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    const { code, output } = await run(
      commandAs(runAs, binaries.initdb, initdbArguments(folder, characterType), folder),
    );
    if (code === 0) {
      await makeRole(folder, { binaries, runAs });
      await makeReader(folder, { binaries, runAs });
      return;
    }
    refusals.push(output);
  }
  rmSync(folder, { recursive: true, force: true });
  throw new Error(`The database could not be made; nothing was kept. initdb said: ${refusals[0]}`);
}

/**
 * The builtin provider sorts and folds alike on every machine. The C library's character type still decides
 * what is a letter for trigrams: with "C" every non-ASCII letter is dropped, so it is only the last resort.
 */
function initdbArguments(folder: string, characterType: string): string[] {
  return [
    ...["-D", folder, "--username=postgres", "--auth=reject", "--encoding=UTF8", "--no-instructions"],
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", `--lc-ctype=${characterType}`],
  ];
}

/** Only the role may sign in, and only with its password; the superuser exists in single-user mode alone. */
async function makeRole(
  folder: string,
  { binaries, runAs }: Pick<Site, "binaries" | "runAs">,
): Promise<void> {
  const password = randomBytes(24).toString("base64url");
  await asSuperuser(folder, { binaries, runAs }, [
    `create role ${role} login createdb password '${password}'`,
    `grant pg_monitor to ${role}`,
  ]);
  writeFileSync(join(folder, passwordFile), password, { mode: 0o600 });
  handOver(join(folder, passwordFile), runAs);
  writeFileSync(join(folder, "pg_hba.conf"), `host all ${role} 127.0.0.1/32 scram-sha-256\n`);
}

/** The role that reads for whoever may not see everything (db/sight.ts); the application can become it and no more. */
async function makeReader(
  folder: string,
  { binaries, runAs }: Pick<Site, "binaries" | "runAs">,
): Promise<void> {
  await asSuperuser(folder, { binaries, runAs }, [
    `create role ${readerRole} nologin`,
    `grant ${readerRole} to ${role} with inherit false`,
  ]);
  writeFileSync(join(folder, readerFile), "");
  handOver(join(folder, readerFile), runAs);
}

async function asSuperuser(
  folder: string,
  { binaries, runAs }: Pick<Site, "binaries" | "runAs">,
  statements: string[],
): Promise<void> {
  const single = ["--single", "-D", folder, "-c", "exit_on_error=on", "-c", "log_statement=none", "postgres"];
  const input = statements.map((statement) => `${statement};\n`).join("");
  const { code, output } = await run(commandAs(runAs, binaries.postgres, single, folder), input);
  if (code !== 0)
    throw new Error(`The database role could not be made; nothing was kept. Postgres said: ${output}`);
}

function putInPlace(temporary: string, cluster: string, home: string): void {
  // A link whose target is gone would be in the way.
  rmSync(cluster, { force: true });
  const place = join(home, basename(cluster));
  renameSync(temporary, place);
  if (place !== cluster) symlinkSync(place, cluster);
  for (const folder of new Set([home, dirname(cluster)])) syncFolder(folder);
}

/** Makes a rename in this folder survive a power cut. Windows knows no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

function removeUnfinished(folder: string): void {
  const unfinished = readdirSync(folder).filter((name) => name.startsWith("cluster.new-"));
  for (const name of unfinished) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 });
}

function refuseOtherVersion(cluster: string, { binaries }: Site): void {
  const theirs = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  const ours = binaries.version.split(".")[0];
  if (theirs === ours) return;
  throw new Error(
    `The data in ${cluster} were made by PostgreSQL ${theirs}, but this version of Vigil brings ${ours}. They are ` +
      "untouched. Start the Vigil version that made them and export, or move the folder away to begin anew.",
  );
}
