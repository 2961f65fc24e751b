/** A web process of a test's own, on the demo's database or another. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { expect } from "@playwright/test";
import { takePort } from "#lib/start/port";

type OwnWeb = {
  url: string;
  start: (build: string) => Promise<void>;
  stop: () => Promise<void>;
};

/**
 * Serves `first`; stopped, it can be started again at the same address with the same or another build. Outside of the demo
 * nobody is signed in with a click, and whoever does something dangerous proves who they are.
 */
export async function startWeb(
  first: string,
  {
    isDemo = true,
    databaseUrl = process.env.DATABASE_URL,
    more = {},
  }: { isDemo?: boolean; databaseUrl?: string; more?: Record<string, string> } = {},
): Promise<OwnWeb> {
  const { port, release } = await takePort(undefined, "127.0.0.1");
  const url = `http://127.0.0.1:${port}`;
  let web: ReturnType<typeof spawn> | null = null;
  let ended: Promise<unknown> = Promise.resolve();
  const start = async (build: string) => {
    web = spawn(process.execPath, ["app/server.mjs"], {
      cwd: resolve(import.meta.dirname, ".."),
      env: {
        ...process.env,
        DATABASE_URL: databaseUrl,
        VIGIL_BUILD: build,
        VIGIL_URL: url,
        VIGIL_DEMO: isDemo ? "1" : "0",
        HOST: "127.0.0.1",
        PORT: String(port),
        NODE_ENV: "production",
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    ended = once(web, "exit");
    let told = "";
    for (const stream of [web.stdout, web.stderr])
      stream?.on("data", (chunk: Buffer) => {
        told += chunk;
      });
    try {
      await expect.poll(async () => (await isWell(url)) || told).toBe(true);
    } catch (error) {
      await stop();
      throw error;
    }
  };
  const stop = async () => {
    web?.kill("SIGTERM");
    await ended;
    web = null;
  };
  await release();
  await start(first);
  return { url, start, stop };
}

async function isWell(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/health/live`).catch(() => null);
  return answer?.ok ?? false;
}
