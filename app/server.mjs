/** The web process: Next behind a plain HTTP server, which guards it and answers webhook requests itself. */
import { createServer } from "node:http";

const isDevelopment = process.env.NODE_ENV === "development";
const {
  answerWebhook,
  collectWhenIdle,
  env,
  holdServer,
  logConsole,
  makeGuard,
  openLine,
  startTracing,
  stopWhenAsked,
  watchRows,
} = isDevelopment
  ? await readSources()
  : await import(`../${process.env.VIGIL_BUILD || ".next"}/vigil/serving.mjs`);

/** How long requests under way may take once the process is asked to end, in milliseconds. */
const graceMs = 1_000;

const { DATABASE_URL: url, HOST: hostname, PORT: port, VIGIL_DATA_DIR: dataDir } = env();
if (url) holdServer(url, `${dataDir}/postgres`);
// What Next prints of a failure holds the words it failed on.
if (!isDevelopment) logConsole();
const sendLastSpans = await startTracing("web");
const guard = makeGuard({ isDevelopment });
const turn = openLine();
watchRows();
/** Next, ready for requests; it takes longer to load than all of ours. */
let prepared;
const server = createServer(async (request, response) => {
  if (!guard(request, response)) return;
  // While developing Next answers everything itself, so that what is edited takes effect.
  if (!isDevelopment && answerWebhook(request, response)) return;
  const handle = await prepared;
  if (!(await turn(request, response))) return;
  void handle(request, response);
});
// Nothing here is spoken over anything else: whoever asks for that is told at once, and holds no connection open.
if (!isDevelopment)
  server.on("upgrade", (_, socket) => socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n"));
// Webhook requests need not wait for Next, and nobody is turned away meanwhile.
prepared = new Promise((resolve) => server.listen(port, hostname, resolve)).then(prepareNext);
stopWhenAsked(() =>
  new Promise((resolve) => {
    server.close(resolve);
    setTimeout(() => server.closeAllConnections(), graceMs);
  }).then(sendLastSpans),
);
await prepared;
process.send?.("ready");
collectWhenIdle();

async function prepareNext() {
  const { default: next } = await import("next");
  const app = next({ dev: isDevelopment, hostname, port });
  await app.prepare();
  return app.getRequestHandler();
}

/** Our own modules as they are written; the loader stays no longer than it is needed. */
async function readSources() {
  const { register } = await import("tsx/esm/api");
  const unregister = register();
  const modules = await import("../lib/start/serving.ts");
  await unregister();
  return modules;
}
