/** A launcher with all that makes one, and children that do nothing: `launched <data folder>`; `launched child <folder>` is a child. */
import { setTimeout as sleep } from "node:timers/promises";
import { holdServer, startPostgres } from "#lib/postgres/launcher";
import { keepUp } from "../children";
import { stopWhenAsked } from "../stopping";

const [first = "", second = ""] = process.argv.slice(2);
if (first === "child") child(second);
else launcher(first);

function launcher(dataDir: string): void {
  const children: { stop(): Promise<void> }[] = [];
  let postgres: ReturnType<typeof startPostgres> | undefined;
  const { signal } = stopWhenAsked(async () => {
    await Promise.all(children.map((one) => one.stop()));
    await postgres?.then((server) => server.stop());
  });
  postgres = startPostgres({ dataDir });
  tell("launcher", process.pid);
  void postgres.then(({ url }) => {
    if (signal.aborted) return;
    const script = [process.argv[1] ?? "", "child", dataDir];
    for (const name of ["web", "worker"]) children.push(keepUp({ name, script, env: { DATABASE_URL: url } }));
  });
}

function child(dataDir: string): void {
  holdServer(process.env.DATABASE_URL ?? "", dataDir);
  stopWhenAsked(() => sleep(50));
  process.send?.("ready");
  tell("child", process.pid);
  setInterval(() => {}, 1_000);
}

function tell(what: string, pid: number): void {
  process.stdout.write(`${what} ${pid}\n`);
}
