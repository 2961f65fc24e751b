/** Chooses where and as whom the server runs, so that its user reaches both the programs and the data. */
import { randomBytes } from "node:crypto";
import { cpSync, existsSync, realpathSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Binaries, binariesIn } from "./binaries";
import { makeFolder } from "./make-folder";
import { commandAs, identities, type RunAs, run } from "./run-as";

export type Site = {
  runAs: RunAs;
  binaries: Binaries;
  /** Folder that holds the cluster, or will. */
  home: string;
};

/** A folder any user may enter, for when the repository lies where only root may (a checkout in /root). */
const publicPlace = "/var/lib/vigil";

/**
 * The best site for the cluster at `cluster`, which may not exist yet. In order: where it was asked for, as
 * ourselves or, when we are root, as the user postgres or nobody; in a user namespace; and last, new data only,
 * with programs and data in a public place. Throws a sentence that says what to do when nothing works.
 */
export async function chooseSite(cluster: string, binaries: Binaries): Promise<Site> {
  const existing = existsSync(cluster) ? realpathSync(cluster) : undefined;
  const home = dirname(existing ?? cluster);
  const candidates = identities(existing ? statSync(existing) : undefined);
  const refusals: string[] = [];
  for (const runAs of candidates) {
    const site = { runAs, binaries, home };
    const refusal = await tryOut(site);
    if (refusal === undefined) return site;
    refusals.push(refusal);
  }
  if (process.getuid?.() === 0) {
    const site = { binaries: publicCopy(binaries), home: existing ? home : newPublicHome() };
    for (const runAs of candidates)
      if ((await tryOut({ ...site, runAs })) === undefined) return { ...site, runAs };
  }
  throw new Error(
    `Postgres cannot run here: ${[...new Set(refusals)].join("; ")}. ` +
      `Nothing was changed. Let other users enter ${home} and ${binaries.native} (chmod o+x on the folders above), ` +
      "or set DATABASE_URL to a PostgreSQL 15 or newer server of your own.",
  );
}

/** Undefined when the identity can enter the home and run the programs, else why not. */
async function tryOut({ runAs, binaries, home }: Site): Promise<string | undefined> {
  const check =
    process.platform === "win32"
      ? commandAs(runAs, binaries.postgres, ["--version"], home)
      : commandAs(runAs, "/bin/sh", ["-c", 'cd "$1" && "$2" --version', "sh", home, binaries.postgres], "/");
  const { code, output } = await run(check);
  return code === 0 ? undefined : output || `exit code ${code}`;
}

/** Copies the programs once per version; whole or not at all. */
function publicCopy(binaries: Binaries): Binaries {
  const native = join(publicPlace, `postgres-${binaries.version}`);
  if (!existsSync(native)) {
    const temporary = `${native}.${randomBytes(4).toString("hex")}`;
    makeFolder(publicPlace, 0o755);
    cpSync(binaries.native, temporary, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(temporary, native);
    } catch (error) {
      rmSync(temporary, { recursive: true, force: true });
      // Another starter may have been faster.
      if (!existsSync(native)) throw error;
    }
  }
  return binariesIn(native, binaries.version);
}

function newPublicHome(): string {
  const home = join(publicPlace, `data-${randomBytes(6).toString("hex")}`);
  makeFolder(home, 0o711);
  return home;
}
