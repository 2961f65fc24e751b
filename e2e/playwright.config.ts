/** Browser tests against a demo of their own: fresh data folder, free port, real worker. */
import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "./chromium";

// The workers read this file too: found once, handed on by the environment.
process.env.CHROMIUM_PATH = findChromium();

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./desk.ts",
  workers: 1,
  // Long: they are there for what hangs, and nothing may fail because a machine is slow.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  use: {
    ...devices["Desktop Chrome"],
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    // Every test would be recorded to be thrown away: asked for where one fails.
    trace: process.env.VIGIL_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
