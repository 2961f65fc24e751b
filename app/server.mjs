/** The web process: Next behind a plain HTTP server, which guards it and answers deliveries itself. */
import { createServer } from "node:http";
import next from "next";
import { register } from "tsx/esm/api";

// Only while our own modules are read: left in place it would cost Next 100 MB. Hence plain JavaScript here.
const unregister = register();
const { answerDelivery } = await import("./deliveries.ts");
const { env } = await import("../lib/platform/env.ts");
const { holdServer } = await import("../lib/platform/postgres/launcher.ts");
const { stopWhenAsked } = await import("../lib/start/stopping.ts");
const { makeGuard } = await import("../lib/platform/edge/guard.ts");
const { watchRows } = await import("../lib/audit/missing-rows.ts");
await unregister();

/** How long requests under way may take once the process is asked to end, in milliseconds. */
const graceMs = 1_000;

const { DATABASE_URL: url, HOST: hostname, PORT: port, VIGIL_DATA_DIR: dataDir } = env();
if (url) holdServer(url, `${dataDir}/postgres`);
const isDevelopment = process.env.NODE_ENV === "development";
const guard = makeGuard({ isDevelopment });
const app = next({ dev: isDevelopment, hostname, port });
const handle = app.getRequestHandler();
await app.prepare();
watchRows();
const server = createServer((request, response) => {
  if (!guard(request, response)) return;
  // While developing Next answers everything itself, so that what is edited takes effect.
  if (isDevelopment || !answerDelivery(request, response)) void handle(request, response);
});
server.listen(port, hostname, () => process.send?.("ready"));
stopWhenAsked(
  () =>
    new Promise((resolve) => {
      server.close(resolve);
      setTimeout(() => server.closeAllConnections(), graceMs);
    }),
);
