/** What is broken off here ends there too: a server that does one thing at a time is free for the next question. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask } from "./ask";
import { modelCalls, usualLimits } from "./model-calls";
import { UnfitAnswer } from "./model-failure";
import { said } from "./testing/stream";

setFlagsFromString("--expose-gc");
/** Whatever nobody holds is gone: as happens within any answer that takes a while. */
const collectGarbage: () => void = runInNewContext("gc");

let server: Server;
let baseUrl = "";
let isLetGo: Promise<void>;
beforeEach(async () => {
  let letGo: () => void = () => {};
  isLetGo = new Promise((resolve) => {
    letGo = resolve;
  });
  server = createServer((_, response) => {
    response.on("close", letGo);
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(`data: ${JSON.stringify(said({ content: "All is well " }))}\n\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

test.for<[string, number, (text: string) => void]>([
  [
    "what it writes is of no use",
    60_000,
    () => {
      collectGarbage();
      throw new UnfitAnswer("wrote something unfit");
    },
  ],
  ["its time is over", 500, collectGarbage],
])("where %s", async ([, timeout, onText]) => {
  const calls = modelCalls({ ...usualLimits, timeout }, { waits: [] });
  const endpoint = { baseUrl, apiKey: null, model: "one-at-a-time", api: "chat" as const };
  const result = await calls.run((signal) =>
    ask({ endpoint, system: "Help.", prompt: "Is all well?", tools: [], signal, onText }),
  );
  expect(result).toHaveProperty("failure");
  await isLetGo;
});
