/** The test button against a server that speaks, refuses, or is not there. */
import { createServer, type RequestListener } from "node:http";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { ctxAs, test } from "#lib/platform/testing/database";
import { saveModelEndpoint } from "#lib/settings/commands";
import { tryModel } from "./try-model";

let stop = () => {};
beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});
afterEach(() => {
  stop();
  vi.unstubAllEnvs();
});

test("a working endpoint answers, with the sealed key in its hands", async ({ ctx }) => {
  const seen: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(200, { "content-type": "text/event-stream" });
    const choice = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
    response.end(
      `${choice({ role: "assistant", content: "I am here." }, null)}${choice({}, "stop")}data: [DONE]\n\n`,
    );
  });
  await saveModelEndpoint(ctx, { baseUrl, model: "m", api: "chat", apiKey: "sk-test" });
  expect(await tryModel(ctx)).toEqual({
    isWorking: true,
    model: "m",
    answer: "I am here.",
    milliseconds: expect.any(Number),
  });
  expect(seen).toEqual(["Bearer sk-test"]);
});

test("what is wrong comes as a sentence", async ({ ctx }) => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end('{"error":{"message":"no"}}');
  });
  await saveModelEndpoint(ctx, { baseUrl, model: "m", api: "chat", apiKey: null });
  expect(await tryModel(ctx)).toEqual({
    isWorking: false,
    model: "m",
    reason: "The model m refused the key.",
  });
  stop();
  expect(await tryModel(ctx)).toEqual({
    isWorking: false,
    model: "m",
    reason: "The model m could not be reached.",
  });
});

test("only who manages the model may call it", async ({ db }) => {
  await expect(tryModel(ctxAs(db, "lead"))).rejects.toMatchObject({ code: "forbidden" });
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/v1`;
}
