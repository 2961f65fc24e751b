/** Refusals of well-known compatible servers, in their words: what they teach is kept to, the rest is told. */
import { describe, expect, test } from "vitest";
import { askFitting } from "./fitting";
import { modelCalls, usualLimits } from "./model-calls";
import { readFailure } from "./model-failure";
import { endpointForEach } from "./testing/endpoint-for-each";
import { askFor, quota } from "./testing/stream";

const fake = endpointForEach();

const { server } = fake;
const put = askFor(fake.server);

describe("a refusal teaches", () => {
  const long = "x".repeat(20_000);
  const fitting = (prompt = "p") =>
    askFitting(server(), modelCalls(usualLimits), (room) => ({
      system: "s",
      prompt: prompt.slice(0, room ?? undefined),
      tools: [quota],
    }));
  const bodyOf = (place: number) => fake.requests[place]?.body ?? {};

  test.for<[string, number, unknown]>([
    [
      "OpenAI, vLLM, llama-cpp-python",
      400,
      {
        error: {
          message:
            "This model's maximum context length is 2048 tokens. However, you requested 6031 tokens (6031 in the messages, None in the completion). Please reduce the length of the messages or completion.",
          code: "context_length_exceeded",
        },
      },
    ],
    [
      "llama.cpp",
      400,
      {
        error: {
          code: 400,
          message: "the request exceeds the available context size, try increasing it",
          type: "exceed_context_size_error",
          n_prompt_tokens: 6031,
          n_ctx: 2048,
        },
      },
    ],
    [
      "LM Studio",
      400,
      {
        error:
          "Trying to keep the first 6031 tokens when context the overflows. However, the model is loaded with context length of only 2048 tokens, which is not enough.",
      },
    ],
    [
      "Mistral",
      400,
      { message: "Prompt contains 6031 tokens, too large for model with 2048 maximum context length" },
    ],
    [
      "Anthropic's own words",
      400,
      { error: { type: "invalid_request_error", message: "prompt is too long: 6031 tokens > 2048 maximum" } },
    ],
    ["without a number, inside", 500, { error: { message: "context window exceeded" } }],
    ["without a number, as too large", 413, { error: { message: "Input is too long for requested model." } }],
  ])("a context that overflows: %s", async ([, status, says]) => {
    fake.script({ kind: "status", status, says }, { kind: "answer", text: "All is well." });
    const result = await fitting(long);
    expect(result).toMatchObject({ answer: { text: "All is well." } });
    expect(JSON.stringify(bodyOf(1)).length).toBeLessThan(JSON.stringify(bodyOf(0)).length / 1.5);
  });

  test("a stream that ends without a word is asked again in one piece, to hear why", async () => {
    const says = {
      error: {
        message:
          "This model's maximum context length is 2048 tokens. However, you requested 6031 tokens (6031 in the messages, None in the completion).",
      },
    };
    fake.script(
      { kind: "raw", body: "" },
      { kind: "status", status: 400, says },
      { kind: "answer", text: "All is well." },
    );
    expect(await fitting(long)).toMatchObject({ answer: { text: "All is well." } });
    expect(bodyOf(1).stream).toBeUndefined();
  });

  test("the context a server states is kept to from the first call on", async () => {
    fake.states({ max_model_len: 2048 });
    fake.script({ kind: "answer", text: "All is well." });
    await fitting(long);
    expect(fake.requests).toHaveLength(1);
    expect(JSON.stringify(bodyOf(0).messages).length).toBeLessThan(2048 * 3);
  });

  test.for<[string, number, unknown, (body: Record<string, unknown>) => boolean]>([
    [
      "Ollama: no tools",
      400,
      { error: { message: "registry.ollama.ai/library/gemma:2b does not support tools", type: "api_error" } },
      (body) => body.tools === undefined,
    ],
    [
      "vLLM: no tools",
      400,
      {
        object: "error",
        message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
        code: 400,
      },
      (body) => body.tools === undefined,
    ],
    [
      "a template without a system message",
      400,
      { error: { message: "System role not supported" } },
      (body) => (body.messages as unknown[]).length === 1,
    ],
    [
      "a template with strict turns",
      500,
      { error: { message: "Conversation roles must alternate user/assistant/user/assistant/..." } },
      (body) => (body.messages as unknown[]).length === 1,
    ],
    [
      "no counting",
      422,
      { detail: [{ loc: ["body", "stream_options"], msg: "extra fields not permitted" }] },
      (body) => body.stream_options === undefined,
    ],
  ])("%s", async ([, status, says, isLearnt]) => {
    fake.script({ kind: "status", status, says }, { kind: "answer", text: "All is well." });
    expect(await fitting()).toMatchObject({ answer: { text: "All is well." } });
    expect(isLearnt(bodyOf(0))).toBe(false);
    expect(isLearnt(bodyOf(1))).toBe(true);
    // And is not asked in the old way again.
    fake.script({ kind: "answer", text: "Still well." });
    await fitting();
    expect(isLearnt(bodyOf(2))).toBe(true);
  });

  test.for<[string, number, unknown, object]>([
    [
      "a server that loads",
      503,
      { error: { message: "Loading model", type: "unavailable_error", code: 503 } },
      { what: "is still loading", isPassing: true },
    ],
    [
      "a wrong name",
      404,
      { error: { message: 'model "smol" not found, try pulling it first' } },
      { what: "is not known at this address", says: expect.stringContaining("try pulling it") },
    ],
    [
      "a rate",
      429,
      { error: { message: "Rate limit exceeded: free-models-per-min" } },
      { what: "is over its rate limit", isPassing: true },
    ],
  ])("%s is told in words", async ([, status, says, told]) => {
    fake.script({ kind: "status", status, says });
    expect(readFailure(await put().catch((error: unknown) => error))).toMatchObject(told);
  });
});
