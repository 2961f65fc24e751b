/** The web process as it runs in production: Next behind a plain HTTP server, which answers deliveries itself. */
import { createServer } from "node:http";
import next from "next";
import { register } from "tsx/esm/api";

// Only while our own modules are read: left in place it would cost Next 100 MB. Hence plain JavaScript here.
const unregister = register();
const { answerDelivery } = await import("./deliveries.ts");
const { env } = await import("../lib/platform/env.ts");
const { holdServer } = await import("../lib/platform/postgres/launcher.ts");
const { stopWhenAsked } = await import("../lib/start/stopping.ts");
await unregister();

/** How long requests under way may take once the process is asked to end, in milliseconds. */
const graceMs = 1_000;

const { DATABASE_URL: url, HOST: hostname, PORT: port, VIGIL_DATA_DIR: dataDir } = env();
if (url) holdServer(url, `${dataDir}/postgres`);
const app = next({ dev: false, hostname, port });
const handle = app.getRequestHandler();
await app.prepare();
const server = createServer((request, response) => {
  if (!answerDelivery(request, response)) void handle(request, response);
});
server.listen(port, hostname, () => process.send?.("ready"));
stopWhenAsked(
  () =>
    new Promise((resolve) => {
      server.close(resolve);
      setTimeout(() => server.closeAllConnections(), graceMs);
    }),
);
