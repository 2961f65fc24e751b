/** The test button against servers of which each model speaks, refuses, or is not there. */
import { createServer, type RequestListener } from "node:http";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { ctxAs, test } from "#lib/platform/testing/database";
import { saveModelEndpoint } from "#lib/settings/commands";
import { startFakeEndpoint } from "./testing/fake-endpoint";
import { tryModel } from "./try-model";

let stop = () => {};
beforeEach(() => {
  vi.stubEnv("VIGIL_SECRET", "a secret of the tests, long enough");
});
afterEach(() => {
  stop();
  vi.unstubAllEnvs();
});

const settings = { model: "m", api: "chat", apiKey: null } as const;

test("each model that answers is named with its time", async ({ ctx }) => {
  const fake = await startFakeEndpoint();
  stop = () => void fake.close();
  await saveModelEndpoint(ctx, { ...settings, baseUrl: fake.url });
  expect(await tryModel(ctx)).toEqual({
    isWorking: true,
    sentence: expect.stringMatching(/^The model m answered in \d\.\d s\.$/),
  });
  await saveModelEndpoint(ctx, { ...settings, baseUrl: fake.url, embeddingModel: "e" });
  expect(await tryModel(ctx)).toEqual({
    isWorking: true,
    sentence: expect.stringMatching(
      /^The model m answered in \d\.\d s and the embedding model e answered in \d\.\d s\.$/,
    ),
  });
  expect(fake.requests.map(({ path }) => path.replace(/.*\/v1/, "")).sort()).toEqual([
    "/chat/completions",
    "/chat/completions",
    "/embeddings",
  ]);
});

test("the sealed key is sent, and an embedding model that fails is told apart", async ({ ctx }) => {
  const seen: (string | undefined)[] = [];
  const baseUrl = await serve((request, response) => {
    seen.push(request.headers.authorization);
    if (request.url?.endsWith("/embeddings")) return void response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/event-stream" });
    const choice = (delta: object, finish_reason: string | null) =>
      `data: ${JSON.stringify({ id: "1", object: "chat.completion.chunk", created: 1, model: "m", choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
    response.end(
      `${choice({ role: "assistant", content: "I am here." }, null)}${choice({}, "stop")}data: [DONE]\n\n`,
    );
  });
  await saveModelEndpoint(ctx, { ...settings, baseUrl, apiKey: "sk-test", embeddingModel: "e" });
  expect(await tryModel(ctx)).toEqual({
    isWorking: false,
    sentence: expect.stringMatching(
      /^The model m answered in \d\.\d s, but the embedding model e is not known at this address\.$/,
    ),
  });
  expect(seen).toEqual(["Bearer sk-test", "Bearer sk-test"]);
});

test("what is wrong comes as a sentence", async ({ ctx }) => {
  const baseUrl = await serve((_request, response) => {
    response.writeHead(401, { "content-type": "application/json" });
    response.end('{"error":{"message":"no"}}');
  });
  await saveModelEndpoint(ctx, { ...settings, baseUrl });
  expect(await tryModel(ctx)).toEqual({
    isWorking: false,
    sentence: "The model m refused the key (the server says: “no”).",
  });
  stop();
  await saveModelEndpoint(ctx, { ...settings, baseUrl, embeddingModel: "e" });
  expect(await tryModel(ctx)).toEqual({
    isWorking: false,
    sentence: "The model m could not be reached and the embedding model e could not be reached.",
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
