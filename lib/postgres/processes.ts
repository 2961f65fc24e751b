/** What the operating system knows about running processes. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

const hasProc = existsSync("/proc/self/stat");

/**
 * Names a running process so that a later one with the same number is not taken for it (number and start
 * time where the system tells it). Undefined when no such process runs; a zombie does not run.
 */
export function markOf(pid: number): string | undefined {
  if (!hasProc) return takesSignals(pid) ? `${pid}-0` : undefined;
  const stat = read(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may itself hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const [state, startedAt] = [fields[0], fields[19]];
  if (!startedAt || state === "Z" || state === "X") return undefined;
  return `${pid}-${startedAt}`;
}

/** Whether the process a mark was made of still runs. */
export function isRunning(mark: string): boolean {
  return markOf(Number(mark.split("-")[0])) === mark;
}

/** The command line of a running process, with spaces between the arguments; on Windows the program's name alone. */
export function commandOf(pid: number): string {
  if (process.platform === "win32") return printed("tasklist", ["/NH", "/FO", "CSV", "/FI", `PID eq ${pid}`]);
  if (hasProc) return read(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
  return processList().find((entry) => entry.pid === pid)?.command ?? "";
}

/** Numbers of all processes whose command line passes the test; none on Windows, which does not tell. */
export function processesWhere(test: (command: string) => boolean): number[] {
  const all = hasProc
    ? readdirSync("/proc")
        .filter((name) => /^\d+$/.test(name))
        .map((name) => ({ pid: Number(name), command: commandOf(Number(name)) }))
    : processList();
  return all.filter(({ command }) => test(command)).map(({ pid }) => pid);
}

/** Marks of the parents above this process, nearest first, as long as their command lines pass the test. */
export function ancestors(test: (command: string) => boolean): string[] {
  const marks: string[] = [];
  for (let pid = process.ppid; pid > 1 && test(commandOf(pid)); pid = parentOf(pid)) {
    const mark = markOf(pid);
    if (!mark) break;
    marks.push(mark);
  }
  return marks;
}

/** The number of the process above `pid`; 0 where the system does not tell. */
export function parentOf(pid: number): number {
  if (process.platform === "win32") return 0;
  if (!hasProc) return Number(printed("ps", ["-o", "ppid=", "-p", String(pid)]));
  const stat = read(`/proc/${pid}/stat`);
  return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? 0);
}

function processList(): { pid: number; command: string }[] {
  if (process.platform === "win32") return [];
  const lines = printed("ps", ["-axww", "-o", "pid=,command="]).split("\n");
  return lines.flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s(.*)$/.exec(line) ?? [];
    return pid && command ? [{ pid: Number(pid), command: `${command} ` }] : [];
  });
}

function printed(file: string, args: string[]): string {
  return execFileSync(file, args, { encoding: "utf8", windowsHide: true });
}

function takesSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
