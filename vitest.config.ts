/** Unit and integration tests; the browser tests live in e2e/. */
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{app,components,db,lib}/**/*.test.{ts,tsx}"],
    globalSetup: "./lib/platform/testing/server.ts",
    setupFiles: "./lib/platform/testing/quiet.ts",
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
