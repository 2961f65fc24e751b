/**
 * Joins the modules of web and worker into one file each, so that a process that died is back in half the time: finding and
 * reading more than a thousand sources one by one is most of a start.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin, stop } from "esbuild";

/** Where the files lie, beside what Next builds. */
const bundleFolder = ".next/vigil";

/**
 * Packages that stay where they are: there may be one OpenTelemetry in a process, and the durable engine and what is loaded
 * only when it is asked for look for parts of their own.
 */
const apart = ["@dbos-inc/*", "@opentelemetry/*", "pino", "pkijs", "bufferutil", "utf-8-validate"];

/** Packages of the older kind ask for Node's modules by a function that files of the newer kind have not. */
const requireHere = `import { createRequire as createRequireHere } from "node:module";
const require = createRequireHere(import.meta.url);`;

/** What finds something beside its source goes on finding it there. */
const keepPlaces: Plugin = {
  name: "keep places",
  setup({ onLoad }) {
    onLoad({ filter: /\.m?[jt]s$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes("import.meta.url")) return undefined;
      const place = JSON.stringify(pathToFileURL(path).href);
      const loader = path.endsWith("ts") ? "ts" : "js";
      return { contents: source.replaceAll("import.meta.url", place), loader };
    });
  },
};

/** Writes the files of the product anew. */
export async function bundleProcesses(outdir = bundleFolder): Promise<void> {
  await bundle({ worker: "lib/worker.ts", serving: "lib/start/serving.ts" }, outdir);
}

/** Joins each program, named by what its file is to be called, into one file of `outdir`, below the packages. */
export async function bundle(programs: Record<string, string>, outdir: string): Promise<void> {
  await build({
    absWorkingDir: process.cwd(),
    entryPoints: programs,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    external: apart,
    banner: { js: requireHere },
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
