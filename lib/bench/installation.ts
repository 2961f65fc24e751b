/** A whole installation of its own for a benchmark: the product as `npm run demo` starts it, in a temporary folder. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openPool } from "#db/client";
import { type Ctx, systemCtx } from "#lib/platform/context";
import { cancelAll } from "#lib/platform/jobs/enqueue";
import { startPostgres } from "#lib/postgres/launcher";
import { writePolicy } from "#lib/settings/commands";

export type Installation = {
  /** Where the desk answers. */
  address: string;
  databaseUrl: string;
  /** Folder of the embedded Postgres. */
  postgresDir: string;
  /** Process number of the launcher, the parent of web and worker. */
  launcher: number;
  /** The end of what it has printed, its children's warnings included. */
  printed(): string;
  stop(): Promise<void>;
};

/** Starts everything, with the demo story but without its live feed. Rejects with what the launcher printed. */
export async function startInstallation(more: Record<string, string> = {}): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "vigil-bench-"));
  const postgresDir = join(folder, "postgres");
  const postgres = await startPostgres({ dataDir: postgresDir });
  // Connectors made here are sealed with the key the installation opens them with.
  process.env.VIGIL_DATA_DIR = folder;
  process.env.VIGIL_SECRET = "";
  const port = await freePort();
  const launcher = launch({ VIGIL_DATA_DIR: folder, PORT: String(port), ...more });
  const printed = listen(launcher);
  const stop = async () => {
    if (launcher.exitCode === null && launcher.signalCode === null) {
      launcher.kill("SIGTERM");
      await once(launcher, "exit");
    }
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(launcher, printed);
    await onDatabase(postgres.url, async (ctx) => {
      await cancelAll(ctx, "demo.step");
      // Measured is the work, not the wait for what a customer may add.
      await writePolicy(ctx, { key: "policy.turns", value: { seconds: 0 } });
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    address: `http://127.0.0.1:${port}`,
    databaseUrl: postgres.url,
    postgresDir,
    launcher: launcher.pid ?? 0,
    printed,
    stop,
  };
}

/** Lends a connection of its own, so that none stays open while the installation is looked at. */
export async function onDatabase<T>(url: string, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const { db, sql } = openPool(url, 1);
  try {
    return await work(systemCtx("bench", db));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function launch(variables: Record<string, string>): ChildProcess {
  const blank = { DATABASE_URL: "", OPENAI_API_KEY: "", OPENAI_BASE_URL: "", VIGIL_URL: "" };
  return spawn(process.execPath, ["--import", "tsx", "lib/start/main.ts", "--demo"], {
    env: { ...process.env, ...blank, HOST: "127.0.0.1", LOG_LEVEL: "warn", ...variables },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Reads what a process prints, so that the pipe never fills, and keeps the end of it. */
function listen(process: ChildProcess): () => string {
  let output = "";
  for (const stream of [process.stdout, process.stderr])
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk).slice(-4_000);
    });
  return () => output;
}

/** Resolves at the launcher's ready line. */
async function ready(launcher: ChildProcess, printed: () => string): Promise<void> {
  while (!printed().includes("Vigil is ready")) {
    if (launcher.exitCode !== null || launcher.signalCode !== null)
      throw new Error(`The installation did not start.\n${printed()}`);
    await sleep(100);
  }
}

/** Resolves once the worker has looked at everything that is there. */
export async function untilRunsDone(url: string): Promise<void> {
  await onDatabase(url, async ({ db }) => {
    for (;;) {
      const waiting = await db.query.ticket.findFirst({
        where: (ticket, { eq }) => eq(ticket.agentState, "running"),
      });
      if (!waiting) return;
      await sleep(200);
    }
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
