/**
 * Joins our own modules of web and worker into one file each, so that a process that died is back in half the time:
 * reading some hundred sources one by one is most of a start. Packages stay where they are.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin, stop } from "esbuild";

/** Where the files lie, beside what Next builds. */
export const bundleFolder = ".next/vigil";

/** What finds something beside its source goes on finding it there. */
const keepPlaces: Plugin = {
  name: "keep places",
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes("import.meta.url")) return undefined;
      const place = JSON.stringify(pathToFileURL(path).href);
      return { contents: source.replaceAll("import.meta.url", place), loader: "ts" };
    });
  },
};

/** Writes the files anew. */
export async function bundleProcesses(outdir = bundleFolder): Promise<void> {
  await build({
    absWorkingDir: process.cwd(),
    entryPoints: { worker: "lib/worker.ts", serving: "lib/start/serving.ts" },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    keepNames: true,
    plugins: [keepPlaces],
    logLevel: "error",
  });
  // Its service would stay as long as the launcher does.
  await stop();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await bundleProcesses();
