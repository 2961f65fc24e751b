/** `npm start`, `npm run demo`, `npm run dev`: database, migrations, build, web and worker, in one terminal. */
import "#lib/code-tools";
import "#lib/reactions";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import nextEnv from "@next/env";
import { closeDatabase } from "#db/client";
import { mendDriver } from "#db/mend-driver";
import { migrateDatabase } from "#db/migrate";
import { systemCtx } from "#lib/platform/context";
import { env } from "#lib/platform/env";
import { migrateJobs } from "#lib/platform/jobs/migrate";
import { loggedText } from "#lib/platform/log-safely";
import { installationKey } from "#lib/platform/secrets";
import { setupCode } from "#lib/platform/sign-in/setup-code";
import { checkConnections, connectionsOf } from "#lib/postgres/connections";
import { openDatabase } from "#lib/postgres/launcher";
import { hasAdministrator } from "#lib/team/queries";
import { buildWeb, currentBuild } from "./build";
import { takeBuild } from "./build-folders";
import { type Kept, keepUp } from "./children";
import { runErrand } from "./errand";
import { takePort } from "./port";
import { say, step } from "./progress";
import { stopWhenAsked } from "./stopping";

const isDemo = process.argv.includes("--demo");
const isDevelopment = process.argv.includes("--dev");
/** The processes, to be ended together; and the database, which goes last. */
const children: Kept[] = [];
let postgres: Promise<{ url: string; stop(): Promise<void> }> | undefined;

const { signal: stopping, stop } = stopWhenAsked(async () => {
  if (postgres) say("Stopping …");
  await Promise.all(children.map((child) => child.stop()));
  // A server that is still being started is waited for, so that it does not outlive us.
  await postgres?.then((server) => server.stop()).catch(() => {});
});
start().catch((error: unknown) => {
  if (stopping.aborted) return;
  say(loggedText(error instanceof Error ? error.message : String(error)));
  void stop(1);
});

async function start(): Promise<void> {
  nextEnv.loadEnvConfig(process.cwd(), isDevelopment, { info: () => {}, error: say });
  const { DATABASE_URL, DATABASE_POOL, VIGIL_DATA_DIR, HOST, PORT } = env();
  const { port, release } = await takePort(PORT, HOST);
  // In case the packages were installed without their scripts.
  mendDriver();
  // Made now if it is not there, so that a folder that cannot keep it is told of before anything runs.
  installationKey("start");
  postgres = openDatabase({ url: DATABASE_URL, dataDir: `${VIGIL_DATA_DIR}/postgres`, onProgress: say });
  const { url } = await step("Database", () => postgres ?? Promise.reject());
  process.env.DATABASE_URL = url;
  const needed = connectionsOf("web", DATABASE_POOL) + connectionsOf("worker", DATABASE_POOL);
  const tooFew = await checkConnections(url, needed);
  if (tooFew) say(tooFew);
  await step("Migrations", async () => {
    await migrateDatabase(url);
    await migrateJobs(url);
  });
  // Both take a while the first time, and neither needs the other.
  stopping.throwIfAborted();
  const build = currentBuild();
  const building = isDevelopment || existsSync(build) ? null : buildWeb(build, stopping);
  building?.catch(() => {});
  if (isDemo)
    await step("Demo story, four weeks of it the first time", (onProgress) =>
      runErrand(["--import", "tsx", "lib/start/demo.ts"], { signal: stopping, onProgress }),
    );
  const isSetUp = isDemo || (await hasAdministrator(systemCtx("setup")));
  await closeDatabase();
  if (building) await step("Building the desk, once", () => building);
  stopping.throwIfAborted();
  if (!isDevelopment) takeBuild(build);
  await release();
  const web = startProcesses({ port, host: HOST, build });
  const address = `http://localhost:${port}`;
  await step("Web and worker", () => answered(web, `${address}/api/health`));
  say(`\nVigil is ready at ${address}${isSetUp ? "" : firstSteps(address)}\nPress Ctrl-C to stop.`);
}

/** Only who sees this can become the first administrator, wherever the desk may be reached from. */
function firstSteps(address: string): string {
  return `\nMake the first administrator: ${address}/setup?code=${setupCode()}`;
}

type Place = { port: number; host: string; build: string };

/** The web process, once it and the worker are on their way. */
function startProcesses({ port, host, build }: Place): Kept {
  const shared = {
    ...(!isDevelopment && { VIGIL_BUILD: build }),
    DATABASE_URL: process.env.DATABASE_URL ?? "",
    PORT: String(port),
    VIGIL_URL: process.env.VIGIL_URL ?? `http://localhost:${port}`,
    VIGIL_DEMO: isDemo ? "1" : (process.env.VIGIL_DEMO ?? "0"),
    NODE_ENV: isDevelopment ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
  };
  const web = keepUp({
    name: "web server",
    script: ["app/server.mjs"],
    env: { ...shared, HOST: host },
  });
  const worker = keepUp({
    name: "worker",
    // The queue's database driver warns of an old call of its own; nobody here can act on it.
    script: [
      "--no-deprecation",
      ...(isDevelopment ? ["--import", "tsx", "lib/worker.ts"] : [`${build}/vigil/worker.mjs`]),
    ],
    env: shared,
  });
  children.push(web, worker);
  return web;
}

/** Waits until our own web process listens, and says that database and a worker are well. */
async function answered({ isReady }: Kept, url: string): Promise<void> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    // Whoever else may answer there is another installation.
    if (!isReady()) {
      await sleep(200);
      continue;
    }
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await sleep(200);
  }
  throw new Error(`Nothing answers well at ${url}.`);
}
