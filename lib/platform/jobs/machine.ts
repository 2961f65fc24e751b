/** Which machine a worker runs on, so that who comes after a dead one can tell at once that it is dead. */
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";
import { markOf } from "#lib/postgres/processes";

/** Names this machine, since its last start, and the space its process numbers count in. */
const machine = [hostname(), read("/proc/sys/kernel/random/boot_id").slice(0, 8), space()]
  .filter(Boolean)
  .join("-");

/** A name for a worker in this process; `unique` tells it from others of the same process. */
export function executorName(unique: string): string {
  return `${machine}-${process.pid}-${unique}`;
}

/** The workers of `ids` that ran on this machine, and whose process is gone or has become this one. */
export function deadHere(ids: readonly string[], own: string): string[] {
  return ids.filter((id) => {
    if (id === own || !id.startsWith(`${machine}-`)) return false;
    const pid = Number(id.slice(machine.length + 1).split("-")[0]);
    return pid === process.pid || markOf(pid) === undefined;
  });
}

function space(): string {
  try {
    return readlinkSync("/proc/self/ns/pid").replace(/\D/g, "");
  } catch {
    return "";
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch {
    return "";
  }
}
