/** Prometheus' own check of a rule file, where it is installed. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** False, and said aloud, where there is none. */
export function hasPromtool(): boolean {
  try {
    execFileSync("promtool", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    process.stdout.write("SKIPPED: promtool is not there; the rule file is not checked by it.\n");
    return false;
  }
}

/** What promtool says of a rule file; throws where it refuses it. */
export function promtool(file: string): string {
  const folder = mkdtempSync(join(tmpdir(), "vigil-rules-"));
  try {
    const path = join(folder, "rules.yml");
    writeFileSync(path, file);
    return execFileSync("promtool", ["check", "rules", path], { encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
