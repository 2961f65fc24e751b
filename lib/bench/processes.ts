/** Memory and processor time of an installation's processes, as Linux accounts for them. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { openDataFolder } from "#lib/postgres/data-folder";
import { findPostmaster } from "#lib/postgres/postmaster";
import type { Installation } from "./installation";

export type Part = "web" | "worker" | "Postgres" | "launcher";

/** Of one part: memory in MB (its share of what is shared, else resident), processor time in seconds. */
export type Consumption = { memoryMb: number; cpuSeconds: number };

const ticksPerSecond = 100;

/** What each part holds and has used so far; null where the system does not tell. */
export function consumption(installation: Installation): Record<Part, Consumption> | null {
  if (!existsSync("/proc/self/stat")) return null;
  const tree = childrenOf();
  const postmaster = findPostmaster(openDataFolder(installation.postgresDir).cluster);
  const started = tree.get(installation.launcher) ?? [];
  const worker = started.filter((pid) => read(pid, "cmdline").includes("vigil/worker.mjs"));
  const web = started.filter((pid) => read(pid, "cmdline").includes("app/server.mjs"));
  const others = started.filter((pid) => !worker.includes(pid) && !web.includes(pid));
  return {
    web: sum(web.flatMap((pid) => below(tree, pid))),
    worker: sum(worker.flatMap((pid) => below(tree, pid))),
    Postgres: sum(postmaster ? below(tree, postmaster.pid) : []),
    launcher: sum([installation.launcher, ...others.flatMap((pid) => below(tree, pid))]),
  };
}

function sum(pids: number[]): Consumption {
  const total = { memoryMb: 0, cpuSeconds: 0 };
  for (const pid of pids) {
    total.memoryMb += memoryOf(pid);
    total.cpuSeconds += cpuOf(pid);
  }
  return total;
}

function memoryOf(pid: number): number {
  const kilobytes =
    /^Pss:\s+(\d+)/m.exec(read(pid, "smaps_rollup"))?.[1] ??
    /^VmRSS:\s+(\d+)/m.exec(read(pid, "status"))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** Processor seconds a process has used so far; 0 where the system does not tell. */
export function cpuOf(pid: number): number {
  const fields = statOf(pid);
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond;
}

function childrenOf(): Map<number, number[]> {
  const tree = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const parent = /^\d+$/.test(name) ? Number(statOf(Number(name))[1]) : 0;
    if (parent) tree.set(parent, [...(tree.get(parent) ?? []), Number(name)]);
  }
  return tree;
}

function below(tree: Map<number, number[]>, pid: number): number[] {
  return [pid, ...(tree.get(pid) ?? []).flatMap((child) => below(tree, child))];
}

/** The fields behind the program's name, which is in brackets and may itself hold spaces and brackets. */
function statOf(pid: number): string[] {
  const stat = read(pid, "stat");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
