/** Unit and integration tests; the browser tests live in e2e/. */
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

const tests = ["app", "components", "db", "lib"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.test\.tsx?$/.test(path))
    .map((path) => `${folder}/${path}`),
);

/**
 * What a test does to its process and is not undone before the next file: mocked modules, processes and servers beside it, its
 * signals, its processor time. All others run in one process, file after file, and need not load the same packages again.
 */
const needsProcess =
  /\bvi\.(mock|resetModules)\b|\bprocess\.(?!env\b|stderr\b|stdout\b)\w+|globalThis|child_process|node:(http|net)|inject\(|\/testing\/(program|servers|replayed|release)"|#lib\/postgres\/|followFeed/;
const together = tests.filter((path) => !needsProcess.test(readFileSync(path, "utf8")));

/** A path as a pattern that means itself: folders of pages are called "[id]" and "(desk)". */
const literal = (path: string) => path.replaceAll(/[[\]()]/g, (sign) => `\\${sign}`);

const common = {
  setupFiles: ["./lib/platform/testing/quiet.ts"],
  // Long: they are there for what hangs, and nothing may fail because a machine is slow.
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
  maxWorkers: 2,
};

export default defineConfig({
  test: {
    globalSetup: "./lib/platform/testing/server.ts",
    maxWorkers: common.maxWorkers,
    projects: [
      {
        test: {
          ...common,
          name: "apart",
          include: ["{app,components,db,lib}/**/*.test.{ts,tsx}"],
          exclude: together.map(literal),
        },
      },
      {
        test: {
          ...common,
          name: "together",
          include: together.map(literal),
          isolate: false,
          setupFiles: ["./lib/platform/testing/afresh.ts", ...common.setupFiles],
          // After the others: a process is handed on only from one of them to the next.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
