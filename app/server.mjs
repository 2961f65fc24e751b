/** The web process: Next behind a plain HTTP server, which guards it and answers webhook requests itself. */
import { createServer } from "node:http";
import next from "next";

const isDevelopment = process.env.NODE_ENV === "development";
const { answerWebhook, env, holdServer, logConsole, makeGuard, startTracing, stopWhenAsked, watchRows } =
  isDevelopment ? await readSources() : await import("../.next/vigil/serving.mjs");

/** How long requests under way may take once the process is asked to end, in milliseconds. */
const graceMs = 1_000;

const { DATABASE_URL: url, HOST: hostname, PORT: port, VIGIL_DATA_DIR: dataDir } = env();
if (url) holdServer(url, `${dataDir}/postgres`);
// What Next prints of a failure holds the words it failed on.
if (!isDevelopment) logConsole();
const sendLastSpans = await startTracing("web");
const guard = makeGuard({ isDevelopment });
const app = next({ dev: isDevelopment, hostname, port });
const handle = app.getRequestHandler();
watchRows();
const prepared = app.prepare();
const server = createServer(async (request, response) => {
  if (!guard(request, response)) return;
  // While developing Next answers everything itself, so that what is edited takes effect.
  if (!isDevelopment && answerWebhook(request, response)) return;
  await prepared;
  void handle(request, response);
});
// Webhook requests need not wait for Next.
server.listen(port, hostname);
stopWhenAsked(() =>
  new Promise((resolve) => {
    server.close(resolve);
    setTimeout(() => server.closeAllConnections(), graceMs);
  }).then(sendLastSpans),
);
await prepared;
process.send?.("ready");

/** Our own modules as they are written; the loader stays no longer than it is needed. */
async function readSources() {
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  const modules = await import("../lib/start/serving.ts");
  await unregister();
  return modules;
}
