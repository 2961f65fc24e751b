/** Every way a model endpoint can fail, against a server that really fails so: bounded, told in words, then over. */
import { describe, expect, test, vi } from "vitest";
import { ask } from "./ask";
import { modelCalls, usualLimits } from "./model-calls";
import { degradedSentence } from "./model-failure";
import { endpointForEach } from "./testing/endpoint-for-each";
import { type Script, startFakeEndpoint } from "./testing/fake-endpoint";

const endpoint = endpointForEach();

const answer = { kind: "answer", text: "All is well." } as const;

function call(
  api: "chat" | "responses" = "chat",
  baseUrl = endpoint.url,
  calls = modelCalls(usualLimits, { waits: [1, 1] }),
) {
  const server = { baseUrl, apiKey: null, model: "fake-1", api };
  return calls.run((signal) => ask({ endpoint: server, system: "s", prompt: "p", tools: [], signal }));
}

describe.each(["chat", "responses"] as const)("over %s", (api) => {
  test("an answer arrives whole", async () => {
    endpoint.script(answer);
    expect(await call(api)).toEqual({ answer: { text: "All is well.", call: null } });
    expect(endpoint.requests).toHaveLength(1);
  });

  const passing: [string, Script][] = [
    ["server error", { kind: "status", status: 503 }],
    ["rate limit that passes", { kind: "status", status: 429, retryAfter: 0.2 }],
    ["stream cut in the middle", { kind: "cut", afterPieces: 2 }],
    ["connection reset", { kind: "reset" }],
    ["garbage", { kind: "garbage" }],
    ["empty answer", { kind: "empty" }],
  ];
  test.each(passing)("a %s is tried again and then answered", async (_, failure) => {
    endpoint.script(failure, answer);
    expect(await call(api)).toEqual({ answer: { text: "All is well.", call: null } });
    expect(endpoint.requests).toHaveLength(2);
  });

  const sentences: [string, Script, string][] = [
    ["server errors", { kind: "status", status: 503 }, "failed with HTTP 503"],
    ["a rate limit", { kind: "status", status: 429 }, "is over its rate limit"],
    ["cut streams", { kind: "cut", afterPieces: 2 }, "broke off"],
    ["resets", { kind: "reset" }, "could not be reached"],
    ["garbage", { kind: "garbage" }, "cannot be read"],
    ["empty answers", { kind: "empty" }, "empty answer"],
  ];
  test.each(sentences)("%s end after three attempts, with the reason in words", async (_, failure, words) => {
    endpoint.script(failure, failure, failure);
    const result = await call(api);
    expect("failure" in result && degradedSentence("fake-1", result.failure)).toContain(words);
    expect(endpoint.requests).toHaveLength(3);
  });
});

test("a refused key and a long rate limit are not tried again", async () => {
  endpoint.script({ kind: "status", status: 401 });
  expect(await call()).toMatchObject({ failure: { what: "refused the key" } });
  endpoint.script({ kind: "status", status: 429, retryAfter: 3600 });
  expect(await call()).toMatchObject({ failure: { what: "is over its rate limit" } });
  expect(endpoint.requests).toHaveLength(2);
});

test("who did not answer in time is not asked again: it would not be faster", async () => {
  endpoint.script({ kind: "hang" });
  const impatient = modelCalls({ ...usualLimits, timeout: 500 });
  const late = await call("chat", endpoint.url, impatient);
  expect(late).toMatchObject({ failure: { what: "did not answer in time" } });
  expect(endpoint.requests).toHaveLength(1);
});

test("a refused connection is told as such", async () => {
  const gone = await startFakeEndpoint();
  await gone.close();
  expect(await call("chat", gone.url)).toMatchObject({ failure: { what: "could not be reached" } });
});

test("after three failed calls a dead endpoint is left alone for a while", async () => {
  const calls = modelCalls(usualLimits);
  for (let time = 0; time < 3; time++) {
    endpoint.script({ kind: "status", status: 401 });
    await call("chat", endpoint.url, calls);
  }
  expect(await call("chat", endpoint.url, calls)).toMatchObject({ failure: { what: "refused the key" } });
  expect(endpoint.requests).toHaveLength(3);
});

test("no more calls run at once than the share of this worker, and waiting has an end", async () => {
  const calls = modelCalls(
    { ...usualLimits, concurrency: 4, queueTimeout: 3_000 },
    { living: () => 2, waits: [] },
  );
  const running: (() => void)[] = [];
  const end = (from: number, to: number) => {
    for (const one of running.slice(from, to)) one();
  };
  const held = () => calls.run(() => new Promise((done) => running.push(() => done("done"))));
  const all = Array.from({ length: 6 }, held);
  await vi.waitFor(() => expect(running).toHaveLength(2), 60_000);
  end(0, 2);
  await vi.waitFor(() => expect(running).toHaveLength(4), 60_000);
  const turnedAway = await Promise.all(all.slice(4));
  for (const one of turnedAway)
    expect(one).toMatchObject({ failure: { what: expect.stringContaining("busy") } });
  end(2, 4);
  for (const one of await Promise.all(all.slice(0, 4))) expect(one).toHaveProperty("answer");
  expect(running).toHaveLength(4);
});

test("no more calls begin in a minute than allowed", async () => {
  const calls = modelCalls({ ...usualLimits, perMinute: 3, queueTimeout: 300 }, { waits: [] });
  const results = await Promise.all(Array.from({ length: 5 }, () => calls.run(async () => "done")));
  expect(results.filter((result) => "answer" in result)).toHaveLength(3);
});

test("a tool call is read, whatever else the model says", async () => {
  const { tools } = await import("#lib/demo/story/tools");
  const { description, input } = tools.get_quota;
  endpoint.script({
    kind: "answer",
    call: { name: "get_quota", arguments: { project: "p", region: "fra-1", resource: "vCPU" } },
  });
  const server = { baseUrl: endpoint.url, apiKey: null, model: "fake-1", api: "chat" } as const;
  const tool = { name: "get_quota", description, input, run: async () => ({}) };
  const result = await ask({ endpoint: server, system: "s", prompt: "p", tools: [tool] });
  expect(result.call).toEqual({
    tool: "get_quota",
    arguments: { project: "p", region: "fra-1", resource: "vCPU" },
  });
});
