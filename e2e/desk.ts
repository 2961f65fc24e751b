/** Starts the demo for the browser tests as a stranger would, and stops it with everything it started. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { database } from "#db/client";
import { setToolPolicy } from "#lib/investigation/commands";
import { systemCtx } from "#lib/platform/context";
import { startPostgres } from "#lib/postgres/launcher";
import { writePolicy } from "#lib/settings/commands";

/** Shorter texts stand in a log by chance. */
const tellingLength = 25;

/** Lines of messages, with their subjects, that stand in what the desk printed. */
async function wordsTold(output: string): Promise<string[]> {
  const rows = await database().execute<{ text: string }>(
    sql`select subject as text from ticket union select body from ticket_event where body <> ''`,
  );
  const lines = rows.flatMap(({ text }) => text.split("\n")).map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line.length >= tellingLength && output.includes(line));
}

/** A first build on a busy machine takes minutes; this is for what never comes up. */
const readyWithinMs = 1_800_000;

/** Playwright's global setup: leaves the desk's address in `VIGIL_TEST_URL`; a desk named there already is used as it is. */
export default async function startDesk(): Promise<() => Promise<void>> {
  if (process.env.VIGIL_TEST_URL) return async () => {};
  const dataDir = mkdtempSync(join(tmpdir(), "vigil-e2e-"));
  const desk = spawn(process.execPath, ["--import", "tsx", "lib/start/main.ts", "--demo"], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    env: {
      ...process.env,
      VIGIL_DATA_DIR: dataDir,
      DATABASE_URL: "",
      PORT: "",
      NODE_ENV: "production",
      // The newest part of the four weeks: a list longer than a page, without the minutes the whole would cost.
      VIGIL_DEMO_TICKETS: process.env.VIGIL_DEMO_TICKETS ?? "90",
      // The desks that replies go to are servers of the tests, on this machine.
      VIGIL_OUTGOING_PRIVATE: "1",
    },
    // The channel tells the demo when this process is gone: Playwright does not wait for a setup that is interrupted.
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = new Promise<void>((resolve) => desk.once("exit", () => resolve()));
  let output = "";
  desk.stderr?.on("data", (chunk: Buffer) => {
    output += chunk;
    process.stderr.write(chunk);
  });
  const address = new Promise<string>((resolve, reject) => {
    desk.stdout?.on("data", (chunk: Buffer) => {
      output += chunk;
      const ready = /Vigil is ready at (\S+)/.exec(output)?.[1];
      if (ready) resolve(ready);
    });
    desk.once("exit", () => reject(new Error(`The demo ended before it was ready.\n${output}`)));
    setTimeout(() => reject(new Error(`The demo was not ready in time.\n${output}`)), readyWithinMs).unref();
  });
  const stop = async () => {
    desk.kill("SIGINT");
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    process.env.VIGIL_TEST_URL = await address;
    // The tests act on the demo's own database beside the browser.
    const postgres = await startPostgres({ dataDir: join(dataDir, "postgres") });
    process.env.DATABASE_URL = postgres.url;
    process.env.VIGIL_DATA_DIR = dataDir;
    // What a test writes is complete: nothing is gained by waiting for more.
    await writePolicy(systemCtx("e2e", database()), { key: "policy.turns", value: { seconds: 0 } });
    // One diagnostic waits for an analyst; the others the agent runs by itself, as everywhere in the demo.
    await setToolPolicy(systemCtx("e2e", database()), { tool: "get_lb_health", mode: "asks" });
    return async () => {
      const told = await wordsTold(output);
      await postgres.stop();
      await stop();
      if (told.length > 0) throw new Error(`The log repeats what people wrote:\n${told.join("\n")}`);
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
