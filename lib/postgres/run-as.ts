/** As whom the Postgres programs run: they refuse root, so root hands them to somebody with fewer rights. */
import { execFileSync, type SpawnOptions, spawn } from "node:child_process";
import { lchownSync, readdirSync, statSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export type RunAs =
  | { kind: "self" }
  /** Root drops to this user. */
  | { kind: "user"; uid: number; gid: number }
  /** The own user under another number, in a Linux user namespace: reaches all that the own user reaches. */
  | { kind: "namespace"; uid: number };

export type Command = { file: string; args: string[]; options: SpawnOptions };

const passedOn = ["PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR"];

/** Everybody the programs could run as, best first. `owner` is whose the existing data are, if there are any. */
export function identities(owner: { uid: number; gid: number } | undefined): RunAs[] {
  if (process.getuid?.() !== 0) return hasAccount() ? [{ kind: "self" }] : [namespace()];
  const users = ["postgres", "_postgres", "nobody"].flatMap((name) => account(name) ?? []);
  if (!owner) return [...users, namespace()];
  // Data of root were made in a namespace; data of anybody else are best left with their owner.
  if (owner.uid === 0) return [namespace(), ...users];
  return [{ kind: "user", uid: owner.uid, gid: owner.gid }, ...users, namespace()];
}

/** What to spawn so that `file` runs under that identity: in the folder `cwd`, without secrets in its environment. */
export function commandAs(runAs: RunAs, file: string, args: string[], cwd: string): Command {
  const options = { cwd, env: environment(), windowsHide: true };
  switch (runAs.kind) {
    case "self":
      return { file, args, options };
    case "user":
      return { file, args, options: { ...options, uid: runAs.uid, gid: runAs.gid } };
    case "namespace": {
      const mapping = ["--user", `--map-user=${runAs.uid}`, `--map-group=${runAs.uid}`];
      return { file: "unshare", args: [...mapping, file, ...args], options };
    }
  }
}

/** Runs a program to its end; resolves to its exit code (undefined when it could not start) and all it printed. */
export async function run(
  { file, args, options }: Command,
  input = "",
): Promise<{ code?: number; output: string }> {
  const child = spawn(file, args, { ...options, stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<{ code?: number; reason: string }>((resolve) => {
    child.once("error", (error) => resolve({ reason: error.message }));
    child.once("close", (code, signal) => resolve({ code: code ?? undefined, reason: signal ?? "" }));
  });
  // A program that ends early closes its input; its exit code tells more than the broken pipe.
  child.stdin?.once("error", () => {});
  child.stdin?.end(input);
  const [out, err] = await Promise.all([text(child.stdout ?? []), text(child.stderr ?? [])]);
  const { code, reason } = await ended;
  return { code, output: `${out}${err}${reason}`.trim() };
}

/** Makes a file, or a folder with all in it, belong to the identity; nothing changes where it does already. */
export function handOver(path: string, runAs: RunAs): void {
  const owner = ownerOnDisk(runAs);
  const found = statSync(path);
  if (!owner || found.uid === owner.uid) return;
  const change = (entry: string) => lchownSync(entry, owner.uid, owner.gid);
  const entries = found.isDirectory() ? readdirSync(path, { recursive: true, encoding: "utf8" }) : [];
  for (const entry of entries) change(join(path, entry));
  // Last, because it is what the next start looks at.
  change(path);
}

function environment(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (!passedOn.includes(name.toUpperCase())) delete env[name];
  return { ...env, LC_ALL: "C" };
}

function ownerOnDisk(runAs: RunAs): { uid: number; gid: number } | undefined {
  if (runAs.kind === "user") return runAs;
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function namespace(): RunAs {
  return { kind: "namespace", uid: account("nobody")?.uid ?? 65534 };
}

/** The Postgres programs look their user up by number and give up when it has no name (containers with a random number). */
function hasAccount(): boolean {
  try {
    return userInfo().username.length > 0;
  } catch {
    return false;
  }
}

function account(name: string): { kind: "user"; uid: number; gid: number } | undefined {
  // Some systems print -2 as 4294967294, which spawn does not take.
  const ask = (what: string) =>
    Number(execFileSync("id", [what, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) | 0;
  try {
    return { kind: "user", uid: ask("-u"), gid: ask("-g") };
  } catch {
    return undefined;
  }
}
