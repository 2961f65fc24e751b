/** Unit and integration tests; the browser tests live in e2e/. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,components,db,lib}/**/*.test.{ts,tsx}"],
    globalSetup: "./lib/platform/testing/server.ts",
    setupFiles: "./lib/platform/testing/quiet.ts",
    // Long: they are there for what hangs, and nothing may fail because a machine is slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
    maxWorkers: 2,
  },
});
