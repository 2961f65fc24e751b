/** What well-known compatible servers send, each in its own way: read as it is meant, or told in words. */
import { describe, expect, test } from "vitest";
import { readFailure } from "./model-failure";
import { endpointForEach } from "./testing/endpoint-for-each";
import { askFor, events, said, stop } from "./testing/stream";

const fake = endpointForEach();

const put = askFor(fake.server);

const call = { tool: "get_quota", arguments: { project: "p-1" } };
const called = (tool_calls: unknown) => [said({ tool_calls }), said({}, "tool_calls"), "[DONE]"];

describe("words", () => {
  test.for<[string, string]>([
    [
      "LM Studio, with a role on every piece and no usage",
      events(
        said({ role: "assistant", content: "All " }),
        said({ role: "assistant", content: "is well." }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "vLLM, with the thoughts in a field of their own",
      events(
        said({ reasoning_content: "Hm." }),
        said({ reasoning: "Hm.", content: null }),
        said({ content: "All is well." }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "Ollama, with the thoughts in the text",
      events(
        said({ content: "<think>The user asks" }),
        said({ content: " something.</think>\n\n" }),
        said({ content: "All is well." }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "a template that opens the thought itself",
      events(said({ content: "The user asks something.\n</think>\n\nAll is well." }), stop, "[DONE]"),
    ],
    [
      "Mistral, with parts, some of them thoughts",
      events(
        said({ content: [{ type: "thinking", thinking: [{ type: "text", text: "Hm." }] }] }),
        said({ content: [{ type: "text", text: "All is well." }] }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "Azure OpenAI, with a first chunk without choices",
      events(
        {
          id: "",
          choices: [],
          created: 0,
          model: "",
          object: "",
          prompt_filter_results: [{ prompt_index: 0 }],
        },
        said({ content: "All is well." }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "a last chunk without choices that counts",
      events(
        said({ content: "All is well." }),
        stop,
        {
          id: "1",
          choices: [],
          usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7, extra: null },
        },
        "[DONE]",
      ),
    ],
    [
      "OpenRouter, with comments while it waits",
      `: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${events(said({ content: "All is well." }), stop, "[DONE]")}`,
    ],
    [
      "carriage returns, and no blank behind the colon",
      `data:${JSON.stringify(said({ content: "All is well." }))}\r\n\r\ndata:${JSON.stringify(stop)}\r\n\r\ndata:[DONE]\r\n\r\n`,
    ],
    ["an end that is only the last line", events(said({ content: "All is well." }), said({}, ""), "[DONE]")],
    ["an end of its own name", events(said({ content: "All is well." }), said({}, "eos_token"), "[DONE]")],
    [
      "a model that goes on in another role",
      events(said({ content: "All is well.<|im_end|>\n<|im_start|>user\nThanks!" }), stop, "[DONE]"),
    ],
  ])("%s", async ([, body]) => {
    fake.script({ kind: "raw", body });
    expect(await put()).toEqual({ text: "All is well.", call: null });
  });

  test("a whole answer though a stream was asked for", async () => {
    const message = { role: "assistant", content: "All is well." };
    const body = JSON.stringify({ id: "1", choices: [{ index: 0, message, finish_reason: "stop" }] });
    fake.script({ kind: "raw", body, type: "application/json" });
    expect(await put()).toEqual({ text: "All is well.", call: null });
  });

  test("thoughts are never shown while they are written", async () => {
    const shown: string[] = [];
    const pieces = ["<thi", "nk>secret", " plan</th", "ink>All ", "is well."];
    fake.script({ kind: "raw", body: events(...pieces.map((content) => said({ content })), stop, "[DONE]") });
    await put((text) => shown.push(text));
    expect(shown.join("")).not.toMatch(/secret|plan|<|think/);
    expect(shown.at(-1)).toBe("All is well.");
  });
});

describe("a call", () => {
  const args = '{"project":"p-1"}';
  test.for<[string, string]>([
    [
      "with its arguments as an object",
      events(
        ...called([
          {
            index: 0,
            id: "c",
            type: "function",
            function: { name: "get_quota", arguments: { project: "p-1" } },
          },
        ]),
      ),
    ],
    ["without place, id and type", events(...called([{ function: { name: "get_quota", arguments: args } }]))],
    ["not wrapped at all", events(...called([{ name: "get_quota", arguments: args }]))],
    [
      "in pieces",
      events(
        said({
          tool_calls: [
            { index: 0, id: "c", type: "function", function: { name: "get_quota", arguments: "" } },
          ],
        }),
        said({ tool_calls: [{ index: 0, function: { arguments: '{"project":' } }] }),
        said({ tool_calls: [{ index: 0, function: { name: "", arguments: '"p-1"}' } }] }),
        said({}, "tool_calls"),
        "[DONE]",
      ),
    ],
    [
      "in the old form",
      events(
        said({ function_call: { name: "get_quota", arguments: args } }),
        said({}, "function_call"),
        "[DONE]",
      ),
    ],
    [
      "with the end of a text",
      events(
        said({
          tool_calls: [
            { index: 0, id: "c", type: "function", function: { name: "get_quota", arguments: args } },
          ],
        }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "as text, in the marks of Hermes and Qwen",
      events(
        said({ content: `<tool_call>\n{"name": "get_quota", "arguments": ${args}}\n</tool_call>` }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "as text, as Llama writes it",
      events(said({ content: `{"name": "get_quota", "parameters": ${args}}` }), stop, "[DONE]"),
    ],
    [
      "as text, fenced",
      events(
        said({ content: `\`\`\`json\n{"tool": "get_quota", "arguments": ${args}}\n\`\`\`` }),
        stop,
        "[DONE]",
      ),
    ],
    [
      "as text, as Mistral writes it",
      events(said({ content: `[TOOL_CALLS][{"name": "get_quota", "arguments": ${args}}]` }), stop, "[DONE]"),
    ],
    [
      "as text, in the marks of a function",
      events(said({ content: `<function=get_quota>${args}</function>` }), stop, "[DONE]"),
    ],
    [
      "as text, after a thought",
      events(
        said({
          content: `<think>I need it.</think>{"name": "get_quota", "arguments": ${JSON.stringify(args)}}`,
        }),
        stop,
        "[DONE]",
      ),
    ],
  ])("%s", async ([, body]) => {
    fake.script({ kind: "raw", body });
    expect(await put()).toEqual({ text: "", call });
  });

  test("amid prose is none", async () => {
    const prose = `I would call {"name": "get_quota", "arguments": ${args}} now.`;
    fake.script({ kind: "raw", body: events(said({ content: prose }), stop, "[DONE]") });
    expect(await put()).toEqual({ text: prose, call: null });
  });

  test("of a tool nobody offered is told as such", async () => {
    fake.script({ kind: "answer", call: { name: "drop_all", arguments: {} } });
    expect(readFailure(await put().catch((error: unknown) => error))).toMatchObject({ isUnfit: true });
  });
});
